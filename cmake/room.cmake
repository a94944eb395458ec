# SPDX-License-Identifier: EUPL-1.2
# A room is one folder, one static library and one include root that holds nothing but that folder. A file can include
# "storage/..." only when its target links the room storage, so a forbidden arrow does not compile.

function(meldmaat_include_root room)
  set(root "${CMAKE_BINARY_DIR}/rooms/${room}")
  file(MAKE_DIRECTORY "${root}")
  if(NOT EXISTS "${root}/${room}")
    file(CREATE_LINK "${CMAKE_SOURCE_DIR}/${room}" "${root}/${room}" SYMBOLIC)
  endif()
endfunction()

# meldmaat_room(<name> [EXCEPT file or folder...] [KNOWS room...] [LINKS target...])
function(meldmaat_room room)
  cmake_parse_arguments(ARG "" "" "EXCEPT;KNOWS;LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${room}/*.cpp" "${CMAKE_SOURCE_DIR}/${room}/*.hpp")
  foreach(file IN LISTS ARG_EXCEPT)
    list(FILTER sources EXCLUDE REGEX "^${CMAKE_SOURCE_DIR}/${room}/${file}(/|$)")
  endforeach()
  if(NOT sources)
    message(STATUS "${room}/ is still empty")
    return()
  endif()
  meldmaat_include_root(${room})
  add_library(${room} STATIC ${sources})
  set_target_properties(${room} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(${room} PUBLIC "${CMAKE_BINARY_DIR}/rooms/${room}")
  target_link_libraries(${room} PRIVATE meldmaat_compiler PUBLIC ${ARG_KNOWS} ${ARG_LINKS})
  meldmaat_compile_together(${room})
  if(MELDMAAT_COVERAGE)
    # The rooms only: nobody asks which lines of a test were run, and counting them slows their build.
    target_compile_options(${room} PRIVATE -fprofile-instr-generate -fcoverage-mapping)
  endif()
endfunction()
