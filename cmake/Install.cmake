# SPDX-License-Identifier: MIT
# The shared library with its header, pkg-config and CMake package files, and
# everything that is installed.
include(CMakePackageConfigHelpers)

add_library(sqeeia SHARED $<TARGET_OBJECTS:sqeeia-core>)
add_library(sqeeia::sqeeia ALIAS sqeeia)
target_include_directories(sqeeia PUBLIC
  $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(sqeeia PRIVATE PkgConfig::YAML PkgConfig::XLSXWRITER
  PkgConfig::UTF8PROC PkgConfig::CRYPTO m
  $<BUILD_INTERFACE:sqeeia_hardening>)
set_target_properties(sqeeia PROPERTIES
  VERSION "${PROJECT_VERSION}" SOVERSION "${PROJECT_VERSION_MAJOR}")

configure_file(cmake/sqeeia.pc.in sqeeia.pc @ONLY)
configure_package_config_file(cmake/sqeeiaConfig.cmake.in sqeeiaConfig.cmake
  INSTALL_DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/sqeeia")
write_basic_package_version_file(sqeeiaConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)

install(TARGETS sqeeia EXPORT sqeeiaTargets
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(TARGETS sqeeia-cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(FILES include/sqeeia.h DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT sqeeiaTargets NAMESPACE sqeeia::
  DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/sqeeia")
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/sqeeiaConfig.cmake"
  "${CMAKE_CURRENT_BINARY_DIR}/sqeeiaConfigVersion.cmake"
  DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/sqeeia")
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/sqeeia.pc"
  DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
foreach(chapter 1 3 5 7)
  file(GLOB pages CONFIGURE_DEPENDS
    "${CMAKE_CURRENT_SOURCE_DIR}/man/*.${chapter}")
  install(FILES ${pages} DESTINATION "${CMAKE_INSTALL_MANDIR}/man${chapter}")
endforeach()
# The program has them inside; these are to read and to copy from.
install(DIRECTORY templates schemas
  DESTINATION "${CMAKE_INSTALL_DATADIR}/sqeeia")
install(DIRECTORY examples DESTINATION "${CMAKE_INSTALL_DOCDIR}"
  PATTERN "*.expected.json" EXCLUDE)
# The program prints its own completions, so they cannot fall behind it.
set(completions "${CMAKE_CURRENT_BINARY_DIR}/completions")
file(MAKE_DIRECTORY "${completions}")
foreach(shell bash zsh fish)
  add_custom_command(OUTPUT "${completions}/${shell}"
    COMMAND "${CMAKE_COMMAND}" "-DPROGRAM=$<TARGET_FILE:sqeeia-cli>"
      "-DSHELL=${shell}" "-DOUT=${completions}/${shell}"
      -P "${CMAKE_SOURCE_DIR}/cmake/Completion.cmake"
    DEPENDS sqeeia-cli VERBATIM)
endforeach()
add_custom_target(completions ALL DEPENDS "${completions}/bash"
  "${completions}/zsh" "${completions}/fish")
install(FILES "${completions}/bash" RENAME sqeeia
  DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
install(FILES "${completions}/zsh" RENAME _sqeeia
  DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions")
install(FILES "${completions}/fish" RENAME sqeeia.fish
  DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
install(DIRECTORY schemas ci DESTINATION "${CMAKE_INSTALL_DATADIR}/sqeeia")
