// SPDX-License-Identifier: EUPL-1.2
// The bytes of the two icons, for adapters/teams/app_package.cpp.
#if __has_include(<cet.h>)
#include <cet.h>
#endif
.section .rodata
.global meldmaat_teams_color_begin
.hidden meldmaat_teams_color_begin
.global meldmaat_teams_color_end
.hidden meldmaat_teams_color_end
.global meldmaat_teams_outline_begin
.hidden meldmaat_teams_outline_begin
.global meldmaat_teams_outline_end
.hidden meldmaat_teams_outline_end
meldmaat_teams_color_begin:
.incbin "color.png"
meldmaat_teams_color_end:
meldmaat_teams_outline_begin:
.incbin "outline.png"
meldmaat_teams_outline_end:
.byte 0
.section .note.GNU-stack,"",%progbits
