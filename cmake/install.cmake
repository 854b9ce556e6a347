# SPDX-License-Identifier: GPL-3.0-or-later
# Where everything goes: `cmake --install BUILD [--component program|development]`, and the package that `cpack` makes.
include(CMakePackageConfigHelpers)

# The library: find_package(Poolscope [COMPONENTS io]).
set(poolscope_config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Poolscope)
configure_package_config_file(cmake/PoolscopeConfig.cmake.in ${PROJECT_BINARY_DIR}/PoolscopeConfig.cmake
  INSTALL_DESTINATION ${poolscope_config_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/PoolscopeConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/PoolscopeConfig.cmake ${PROJECT_BINARY_DIR}/PoolscopeConfigVersion.cmake
  DESTINATION ${poolscope_config_dir} COMPONENT development)
install(EXPORT Poolscope_pool NAMESPACE Poolscope:: FILE PoolscopePool.cmake
  DESTINATION ${poolscope_config_dir} COMPONENT development)
if(POOLSCOPE_IO)
  install(EXPORT Poolscope_io NAMESPACE Poolscope:: FILE PoolscopeIo.cmake
    DESTINATION ${poolscope_config_dir} COMPONENT development)
endif()

# Lists what was installed, for `cmake --build BUILD --target uninstall`. CMake's own list is written anew when a package is
# made, whose files are not installed.
macro(remember_installed)
  install(CODE "if(\"\$ENV{DESTDIR}\" STREQUAL \"\")
    list(JOIN CMAKE_INSTALL_MANIFEST_FILES \"\\n\" installed_files)
    file(APPEND \"${PROJECT_BINARY_DIR}/installed.txt\" \"\${installed_files}\\n\")
  endif()" ALL_COMPONENTS)
endmacro()
add_custom_target(uninstall COMMAND ${CMAKE_COMMAND} -DBUILD=${PROJECT_BINARY_DIR}
  -P ${PROJECT_SOURCE_DIR}/cmake/uninstall.cmake VERBATIM)
if(NOT POOLSCOPE_APP)
  remember_installed()
  return()
endif()

# The program, and what its own tables say of it to the desktop, the shells and man.
set(share ${PROJECT_BINARY_DIR}/share)
set(data ${CMAKE_INSTALL_DATADIR})
install(TARGETS poolscope RUNTIME COMPONENT program)
install(FILES ${share}/${poolscope_id}.desktop DESTINATION ${data}/applications COMPONENT program)
install(FILES ${share}/${poolscope_id}.metainfo.xml DESTINATION ${data}/metainfo COMPONENT program)
install(FILES ${share}/${poolscope_id}.mime.xml DESTINATION ${data}/mime/packages COMPONENT program
  RENAME ${poolscope_id}.xml)
install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/poolscope.svg DESTINATION ${data}/icons/hicolor/scalable/apps
  COMPONENT program RENAME ${poolscope_id}.svg)
install(DIRECTORY ${share}/icons/ DESTINATION ${data}/icons/hicolor COMPONENT program)
install(FILES ${share}/poolscope.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
install(DIRECTORY ${share}/bash/ DESTINATION ${data}/bash-completion/completions COMPONENT program)
install(DIRECTORY ${share}/zsh/ DESTINATION ${data}/zsh/vendor-completions COMPONENT program)
install(DIRECTORY ${share}/fish/ DESTINATION ${data}/fish/vendor_completions.d COMPONENT program)
# Lessons to begin one's own with, the digits for other programs, and the fonts that figures with editable text name.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/lessons ${PROJECT_SOURCE_DIR}/resources/mnist
  ${PROJECT_SOURCE_DIR}/resources/fonts DESTINATION ${data}/poolscope COMPONENT program)
install(FILES ${PROJECT_SOURCE_DIR}/resources/copyright ${PROJECT_SOURCE_DIR}/README.md
  DESTINATION ${data}/doc/poolscope COMPONENT program)

remember_installed()

# cpack --config BUILD/CPackConfig.cmake: a package for the Debian or Ubuntu on which it is made.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME poolscope)
set(CPACK_PACKAGE_VENDOR "The Poolscope authors")
if(NOT CPACK_PACKAGE_CONTACT)
  set(CPACK_PACKAGE_CONTACT "The Poolscope authors")  # who makes a package for others gives a name <and address>
endif()
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "shows max pooling at work, forward and backward")
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "The input, the im2col patches, the pooled output and the gradient side by side, on real\
 data, live while a slider moves; lessons, studies, and figures and animations for papers and slides.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME poolscope)
set(CPACK_DEBIAN_PROGRAM_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "hicolor-icon-theme, shared-mime-info, qt6-wayland")
if(HEIF_VERSION VERSION_GREATER_EQUAL 1.16)  # since then a package of its own reads HEIC
  string(APPEND CPACK_DEBIAN_PACKAGE_RECOMMENDS ", libheif-plugin-libde265")
endif()
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "ffmpeg")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
