// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Every flag an answer may set and a rule, a route or a question may ask for; check-config refuses others. Handbook
/// §3.
#pragma once

#include <array>
#include <string_view>

namespace meldmaat::flags {

// Safety (handbook §4)
inline constexpr std::string_view danger = "danger";
inline constexpr std::string_view injury = "injury";
inline constexpr std::string_view serious_injury = "serious_injury";
// Forms of aggression (handbook §3.1)
inline constexpr std::string_view verbal = "verbal";
inline constexpr std::string_view physical = "physical";
inline constexpr std::string_view threat = "threat";
inline constexpr std::string_view intimidation = "intimidation";
inline constexpr std::string_view stalking = "stalking";
inline constexpr std::string_view discrimination = "discrimination";
inline constexpr std::string_view sexual = "sexual";
inline constexpr std::string_view destruction = "destruction";
inline constexpr std::string_view online_aggression = "online_aggression";
inline constexpr std::string_view blackmail = "blackmail";
inline constexpr std::string_view bribery = "bribery";
inline constexpr std::string_view doxing = "doxing";
inline constexpr std::string_view recording = "recording";
inline constexpr std::string_view trespass = "trespass";
inline constexpr std::string_view meeting_disorder = "meeting_disorder";
inline constexpr std::string_view self_harm = "self_harm";
inline constexpr std::string_view near_miss = "near_miss";
// Where it happened (branches of handbook §5)
inline constexpr std::string_view desk = "desk";
inline constexpr std::string_view phone = "phone";
inline constexpr std::string_view home_visit = "home_visit";
inline constexpr std::string_view online = "online";
inline constexpr std::string_view meeting = "meeting";
inline constexpr std::string_view street = "street";
inline constexpr std::string_view writing = "writing";
// Circumstances
inline constexpr std::string_view ban_breached = "ban_breached";
inline constexpr std::string_view access_refused = "access_refused";  ///< to somebody who came to inspect or visit
inline constexpr std::string_view family = "family";
inline constexpr std::string_view series = "series";
inline constexpr std::string_view undermining = "undermining";
inline constexpr std::string_view cameras = "cameras";
inline constexpr std::string_view damage = "damage";
inline constexpr std::string_view witnesses = "witnesses";
inline constexpr std::string_view perpetrator_known = "perpetrator_known";
// Wishes and routing
inline constexpr std::string_view for_other = "for_other";  ///< the reporter is not the victim
inline constexpr std::string_view witness = "witness";      ///< the reporter saw it
inline constexpr std::string_view manager_involved = "manager_involved";
inline constexpr std::string_view confidential = "confidential";  ///< prefers the counsellor; manager only with consent
inline constexpr std::string_view manager_consent = "manager_consent";
inline constexpr std::string_view care_wished = "care_wished";
inline constexpr std::string_view police_wished = "police_wished";
inline constexpr std::string_view tell_others_consent =
    "tell_others_consent";  ///< office holder agrees that others are told
// Set by the program, not by an answer
inline constexpr std::string_view office_holder = "office_holder";
inline constexpr std::string_view mayor_victim = "mayor_victim";
/// Physical violence, threat, injury or danger (handbook §7 "serious physical, threat").
inline constexpr std::string_view serious = "serious";

inline constexpr std::array all{danger,
                                injury,
                                serious_injury,
                                verbal,
                                physical,
                                threat,
                                intimidation,
                                stalking,
                                discrimination,
                                sexual,
                                destruction,
                                online_aggression,
                                blackmail,
                                bribery,
                                doxing,
                                recording,
                                trespass,
                                meeting_disorder,
                                self_harm,
                                near_miss,
                                desk,
                                phone,
                                home_visit,
                                online,
                                meeting,
                                street,
                                writing,
                                ban_breached,
                                access_refused,
                                family,
                                series,
                                undermining,
                                cameras,
                                damage,
                                witnesses,
                                perpetrator_known,
                                for_other,
                                witness,
                                manager_involved,
                                confidential,
                                manager_consent,
                                care_wished,
                                police_wished,
                                tell_others_consent,
                                office_holder,
                                mayor_victim,
                                serious};

}  // namespace meldmaat::flags
