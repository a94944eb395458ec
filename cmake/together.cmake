# SPDX-License-Identifier: EUPL-1.2
# The builds with sanitizers compile eight files of a target as one: most of their time goes to the same headers and the
# same templates again, and together they take a fifth of it. The release build compiles every file by itself, so that
# no include can be forgotten. A name that is local to two files of a target is an error then: give it one home, another
# name, or write one of the two files into alone.txt.

file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/alone.txt" MELDMAAT_ALONE)
list(TRANSFORM MELDMAAT_ALONE PREPEND "${CMAKE_SOURCE_DIR}/")
set_property(DIRECTORY "${CMAKE_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  "${CMAKE_CURRENT_LIST_DIR}/alone.txt")

function(meldmaat_compile_together target)
  if(NOT MELDMAAT_SANITIZE)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  set_source_files_properties(${MELDMAAT_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
