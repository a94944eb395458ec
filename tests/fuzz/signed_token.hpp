// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A token and the key set that holds the public half of its key. The private half is the first of
/// tests/adapters/teams/token_maker.cpp; the token is the seed "signed" of the corpus.
#pragma once

#include <string_view>

namespace meldmaat::fuzz {

inline constexpr std::string_view key_set =
    R"({"keys":[{"e":"AQAB","kid":"first","kty":"RSA","n":"qEebvzaCfgn0hvQU5GuyvxxJdXR0PRJt9MkdgBymh8_HGn_b)"
    R"(oqWwdr9-9McxmIlPxUyvNOxyeUagkQ_vUa9R7pPNtEQp39LUVAY46Z-jdFMMEEQYJL5XYhy8x1oPvHPumpmttFX9fHSutU-SCLB7)"
    R"(rHC6jnlbLznipAjaMSXxBsWZsFsIT3KIvuMOpGim9uN0wQtg8dC4hrtZH7zLkDCvUnkarGAuPEPkuBG-1GGgxyouYZzBB10gym8y)"
    R"(B1Jj9hT6IX8xwGIjDkG3YR3asTH2WwrhRbjcMhMtzkpOhuUYx4ZY7okDlbTJfMrtIvZnTJZf93ECo1PnRHm2k3lURqJ7RQ"}]})";

inline constexpr std::string_view signed_token =
    R"(eyJhbGciOiJSUzI1NiIsImtpZCI6ImZpcnN0IiwidHlwIjoiSldUIiwieDV0IjoiZmlyc3QifQ.eyJhdWQiOiIyMjIyMjIyMi0yM)"
    R"(jIyLTQyMjItODIyMi0yMjIyMjIyMjIyMjIiLCJleHAiOjE3OTUzOTUwMDAsImlhdCI6MTc5NTM5MTQwMCwiaXNzIjoiaHR0cHM6L)"
    R"(y9hcGkuYm90ZnJhbWV3b3JrLmNvbSIsIm5iZiI6MTc5NTM5MTQwMCwic2VydmljZXVybCI6Imh0dHBzOi8vc21iYS50cmFmZmljb)"
    R"(WFuYWdlci5uZXQvZW1lYS8ifQ.KUYD2EhutI8sfWSSSihtPtFhVU-dchxOt4AUgi2qEr9XlNvzhLmZKm0CkMDIYGz0ulVV7sjvF-)"
    R"(M0x1Ehq1FROz1EcZ_H4SQhehsAlqLKjuMwmaikDNxXQprShDTHC9xPLrm9ZcDEN4u9wozPxpeGHLvaPTzlCMWJKOfAh8WY_6KHNG)"
    R"(QGB15owcIudMfpOEN6HmOwiPp52Jlya0Du-8k7DXoETfvU-QgXCUFxcNalktWTr1Z-f5r15SDyh7Sa1Y1d36A0WRH8oWig_M-fRL)"
    R"(MtTZ6KBUz2uKxZRM_R-e7oxKY25hTgEKo505J30x-waT_Ku7sGdUtod7yKafnKEi8Zgg)";

}  // namespace meldmaat::fuzz
