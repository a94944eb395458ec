# SPDX-License-Identifier: EUPL-1.2
# The program: bot/main.cpp is the only file that knows every room.
if(EXISTS "${CMAKE_SOURCE_DIR}/bot/main.cpp")
  add_executable(meldmaat bot/main.cpp)
  target_link_libraries(meldmaat PRIVATE meldmaat_compiler bot dialogs storage config adapters)
  set_target_properties(meldmaat PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")

  # cmake --install build/release --prefix /usr: the program carries its texts and pages, so this is all of it.
  install(TARGETS meldmaat RUNTIME DESTINATION bin)
  install(FILES packaging/meldmaat.service DESTINATION lib/systemd/system)
  install(FILES packaging/meldmaat.sysusers DESTINATION lib/sysusers.d RENAME meldmaat.conf)
endif()
