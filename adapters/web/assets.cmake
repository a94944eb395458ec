# SPDX-License-Identifier: EUPL-1.2
# Puts the style sheet, the modules and the icon inside the program, plain and compressed, under names that hold a hash
# of them all. Run by the build when one of them changed; needs gzip, which every Debian has, and nothing from npm.
set(web_assets_dir "${CMAKE_CURRENT_LIST_DIR}/assets")
set(web_styles theme.css components.css page.css chat.css postbox.css)  # joined into app.css, in this order
set(web_assets api.js bytes.js chat.js clock.js desk.js desk_inbox.js desk_mail.js desk_recovery.js envelope.js hpke.js icon.svg inbox.js leave.js
  local_time.js locked_key.js outbox.js parts.js postbox.js postbox_read.js postbox_report.js receipt_code.js recovery.js
  shown_text.js stream.js transcript.js work.js)
list(TRANSFORM web_styles PREPEND "${web_assets_dir}/" OUTPUT_VARIABLE web_style_files)
list(TRANSFORM web_assets PREPEND "${web_assets_dir}/" OUTPUT_VARIABLE web_asset_files)
list(APPEND web_asset_files ${web_style_files})
set(web_assets_out "${CMAKE_CURRENT_BINARY_DIR}/web_assets")
find_program(MELDMAAT_GZIP gzip REQUIRED)
string(JOIN "," web_asset_names ${web_assets})
string(JOIN "," web_style_names ${web_styles})

add_custom_command(
  OUTPUT "${web_assets_out}/web_assets.S" "${web_assets_out}/adapters_web_assets.inc"
  COMMAND ${CMAKE_COMMAND} "-DNAMES=${web_asset_names}" "-DSTYLES=${web_style_names}" "-DFROM=${web_assets_dir}" "-DTO=${web_assets_out}"
          "-DGZIP=${MELDMAAT_GZIP}" -P "${CMAKE_CURRENT_LIST_DIR}/embed_assets.cmake"
  DEPENDS ${web_asset_files} "${CMAKE_CURRENT_LIST_DIR}/embed_assets.cmake"
  COMMENT "Embedding the web assets"
  VERBATIM)
target_sources(adapters PRIVATE "${web_assets_out}/web_assets.S" "${web_assets_out}/adapters_web_assets.inc")
# The assembler reads the files named by .incbin, and the generator does not see that.
set_source_files_properties("${web_assets_out}/web_assets.S" PROPERTIES OBJECT_DEPENDS "${web_asset_files}")
set_source_files_properties("${CMAKE_CURRENT_LIST_DIR}/assets.cpp" PROPERTIES
  OBJECT_DEPENDS "${web_assets_out}/adapters_web_assets.inc"
  COMPILE_DEFINITIONS "MELDMAAT_WEB_ASSETS=\"${web_assets_out}/adapters_web_assets.inc\"")
