# SPDX-License-Identifier: EUPL-1.2
# Puts the shipped protocols, forms, texts and the demo municipality inside the program, so that it runs from one file.
file(GLOB_RECURSE shipped_paths CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}"
  "${CMAKE_CURRENT_SOURCE_DIR}/demo/*.toml" "${CMAKE_CURRENT_SOURCE_DIR}/forms/*.toml"
  "${CMAKE_CURRENT_SOURCE_DIR}/protocols/*.toml" "${CMAKE_CURRENT_SOURCE_DIR}/texts/*.toml")
list(SORT shipped_paths)

set(shipped_assembly "// Made by shipped.cmake.\n#if __has_include(<cet.h>)\n#include <cet.h>\n#endif\n.section .rodata\n")
set(SHIPPED_SYMBOLS "")
set(SHIPPED_ROWS "")
set(shipped_sources "")
set(index 0)
foreach(path IN LISTS shipped_paths)
  set(source "${CMAKE_CURRENT_SOURCE_DIR}/${path}")
  set(symbol "meldmaat_shipped_${index}")
  foreach(part IN ITEMS begin end)
    string(APPEND shipped_assembly ".global ${symbol}_${part}\n.hidden ${symbol}_${part}\n")
    string(APPEND SHIPPED_SYMBOLS "extern const char ${symbol}_${part}[];\n")
  endforeach()
  string(APPEND shipped_assembly "${symbol}_begin:\n.incbin \"${source}\"\n${symbol}_end:\n.byte 0\n")
  string(APPEND SHIPPED_ROWS "      {\"${path}\", between(${symbol}_begin, ${symbol}_end)},\n")
  list(APPEND shipped_sources "${source}")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND shipped_assembly ".section .note.GNU-stack,\"\",%progbits\n")

file(CONFIGURE OUTPUT shipped_files.S CONTENT "${shipped_assembly}" @ONLY)
configure_file(shipped_files.cpp.in shipped_files.cpp @ONLY)
# The assembler reads the files named by .incbin, and the generator does not see that.
set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/shipped_files.S" PROPERTIES OBJECT_DEPENDS "${shipped_sources}")
target_sources(config PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/shipped_files.S" "${CMAKE_CURRENT_BINARY_DIR}/shipped_files.cpp")
