# SPDX-License-Identifier: EUPL-1.2
# The program: bot/main.cpp and bot/program/ are the only files that know every room.
find_package(CLI11 2.1 REQUIRED)
file(GLOB program_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/bot/program/*.cpp")
meldmaat_include_root(bot)
set(icons_dir "${CMAKE_SOURCE_DIR}/packaging/teams")
add_executable(meldmaat bot/main.cpp ${program_sources} "${icons_dir}/icons.S")
# The assembler reads the files named by .incbin, and the generator does not see that.
set_source_files_properties("${icons_dir}/icons.S" PROPERTIES
  INCLUDE_DIRECTORIES "${icons_dir}" OBJECT_DEPENDS "${icons_dir}/color.png;${icons_dir}/outline.png")
target_link_libraries(meldmaat PRIVATE meldmaat_compiler bot dialogs storage config adapters CLI11::CLI11)
target_compile_definitions(meldmaat PRIVATE MELDMAAT_VERSION="${PROJECT_VERSION}")
if(MELDMAAT_SANITIZE)
  target_compile_definitions(meldmaat PRIVATE MELDMAAT_SANITIZED)
endif()
meldmaat_compile_together(meldmaat)
set_target_properties(meldmaat PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")

# cmake --install build/release --prefix /usr: the program carries its texts and pages, so this is all of it.
install(TARGETS meldmaat RUNTIME DESTINATION bin)
install(FILES packaging/meldmaat.service DESTINATION lib/systemd/system)
install(FILES packaging/meldmaat.sysusers DESTINATION lib/sysusers.d RENAME meldmaat.conf)
