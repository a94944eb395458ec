# SPDX-License-Identifier: EUPL-1.2
# cmake -DNAMES=a,b -DSTYLES=c,d -DFROM=dir -DTO=dir -DGZIP=program -P embed_assets.cmake
# Writes to TO: app.css, joined from STYLES, and every one of NAMES with its imports renamed; the same compressed;
# web_assets.S that holds their bytes; adapters_web_assets.inc, the rows of the table in assets.cpp.
string(REPLACE "," ";" names "${NAMES}")
string(REPLACE "," ";" styles "${STYLES}")
file(MAKE_DIRECTORY "${TO}")

# One hash over all of them: a module imports others by name, so all names change together.
set(hashes "")
foreach(name IN LISTS styles names)
  file(SHA256 "${FROM}/${name}" hash)
  string(APPEND hashes "${name} ${hash}\n")
endforeach()
string(SHA256 version "${hashes}")
string(SUBSTRING "${version}" 0 16 version)

function(type_of name result)
  cmake_path(GET name EXTENSION LAST_ONLY extension)
  if(extension STREQUAL ".css")
    set(${result} "text/css; charset=utf-8" PARENT_SCOPE)
  elseif(extension STREQUAL ".js")
    set(${result} "text/javascript; charset=utf-8" PARENT_SCOPE)
  elseif(extension STREQUAL ".svg")
    set(${result} "image/svg+xml" PARENT_SCOPE)
  else()
    message(FATAL_ERROR "no media type known for ${name}")
  endif()
endfunction()

set(assembly "// Made by embed_assets.cmake.
#if __has_include(<cet.h>)
#include <cet.h>
#endif
.section .rodata
")
set(table "// Made by embed_assets.cmake.\n")
set(symbols "")
set(index 0)
foreach(name IN ITEMS app.css LISTS names)
  cmake_path(GET name STEM LAST_ONLY stem)
  cmake_path(GET name EXTENSION LAST_ONLY extension)
  type_of("${name}" type)
  # configure_file would rewrite ${...} of the modules; read, replace and write keeps every other byte.
  if(name STREQUAL "app.css")
    set(text "")
    foreach(style IN LISTS styles)
      file(READ "${FROM}/${style}" part)
      string(APPEND text "${part}")
    endforeach()
  else()
    file(READ "${FROM}/${name}" text)
  endif()
  if(extension STREQUAL ".js")
    string(REGEX REPLACE "from '\\./([a-z_]+)\\.js'" "from './\\1-${version}.js'" text "${text}")
    string(REGEX REPLACE "import '\\./([a-z_]+)\\.js'" "import './\\1-${version}.js'" text "${text}")
  endif()
  file(WRITE "${TO}/${name}" "${text}")
  execute_process(COMMAND "${GZIP}" -9 -n -c "${TO}/${name}" OUTPUT_FILE "${TO}/${name}.gz" COMMAND_ERROR_IS_FATAL ANY)
  file(SHA256 "${TO}/${name}" etag)
  foreach(form IN ITEMS plain gzip)
    set(symbol "meldmaat_web_asset_${index}_${form}")
    set(file "${TO}/${name}")
    if(form STREQUAL "gzip")
      string(APPEND file ".gz")
    endif()
    string(APPEND assembly "
.global ${symbol}_begin
.hidden ${symbol}_begin
${symbol}_begin:
.incbin \"${file}\"
.global ${symbol}_end
.hidden ${symbol}_end
${symbol}_end:
.byte 0
")
    string(APPEND symbols "BYTES(${symbol})\n")
  endforeach()
  string(APPEND table "ASSET(\"${name}\", \"${stem}-${version}${extension}\", \"${type}\", \"\\\"${etag}\\\"\", "
         "meldmaat_web_asset_${index}_plain, meldmaat_web_asset_${index}_gzip)\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND assembly "\n.section .note.GNU-stack,\"\",%progbits\n")
file(WRITE "${TO}/web_assets.S" "${assembly}")
file(WRITE "${TO}/adapters_web_assets.inc" "#ifdef BYTES\n${symbols}#endif\n#ifdef ASSET\n${table}#endif\n")
