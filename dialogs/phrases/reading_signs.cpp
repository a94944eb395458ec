// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/phrases/reading_signs.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "dialogs/phrases/normalise.hpp"
#include "dialogs/phrases/spelling.hpp"

namespace meldmaat::phrases {
namespace {

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// A word still to be looked up, or a number or mark that is a symbol already.
struct Token {
  std::string word;
  Symbol symbol;
};

class Tokens {
 public:
  explicit Tokens(std::string_view plain) : plain_(plain) {}

  std::vector<Token> split() {
    while (place_ < plain_.size() && found_.size() <= most_signs) {
      const char c = plain_[place_];
      if (is_letter(c)) {
        take_word();
      } else if (is_digit(c)) {
        take_number();
      } else {
        take_mark(c);
        ++place_;
      }
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead) const {
    return place_ + ahead < plain_.size() ? plain_[place_ + ahead] : ' ';
  }
  [[nodiscard]] char before() const { return place_ > 0 ? plain_[place_ - 1] : ' '; }

  void add(Token token) {
    token.symbol.glued = glued_;
    glued_ = true;
    found_.push_back(std::move(token));
  }

  void take_word() {
    Token token;
    while (is_letter(peek(0))) {
      token.word += plain_[place_++];
      const bool initial = token.word.size() == 1 && peek(0) == '.' && is_letter(peek(1)) && !is_letter(peek(2));
      if (initial) ++place_;  // "p.m." is one word
    }
    add(std::move(token));
  }

  void take_number() {
    constexpr int most_digits = 8;  // more than any date or time has, and no overflow
    Symbol number{Sign::number};
    for (; is_digit(peek(0)); ++place_) {
      ++number.digits;
      if (number.digits <= most_digits) number.value = number.value * 10 + (plain_[place_] - '0');
    }
    add({{}, number});
  }

  void take_mark(char c) {
    const bool joins_words = is_letter(peek(1)) && before() != ' ';
    const bool before_digit = is_digit(peek(1));
    switch (c) {
      case ' ': glued_ = false; return;
      case '-': return joins_words ? loosen() : add({{}, Sign::dash});
      case '/': return add({{}, joins_words ? Sign::alternative : Sign::slash});
      case ':': return before_digit || peek(1) == ' ' ? add({{}, Sign::colon}) : loosen();
      case '.': return before_digit && is_digit(before()) ? add({{}, Sign::dot}) : loosen();
      case ',': return add({{}, Sign::comma});
      case '~': return add({{}, Sign::about});
      case '@': return add({{}, Sign::at});
      case '&': return add({{}, Sign::conjunction});
      default: loosen();
    }
  }

  void loosen() { glued_ = false; }

  std::string_view plain_;
  std::size_t place_ = 0;
  bool glued_ = false;
  std::vector<Token> found_;
};

class WordReader {
 public:
  explicit WordReader(const Lexicon& lexicon) : lexicon_(lexicon) {}

  std::vector<Symbol> read(const std::vector<Token>& tokens) {
    for (std::size_t i = 0; i < tokens.size();) {
      if (tokens[i].word.empty()) {
        signs_.push_back(tokens[i].symbol);
        ++i;
        continue;
      }
      glued_ = tokens[i].symbol.glued;
      const std::size_t words = read_phrase(tokens, i);
      if (words == 0) read_word(tokens[i].word);
      i += words == 0 ? 1 : words;
    }
    return std::move(signs_);
  }

 private:
  /// The longest phrase of the table that starts at `first`; returns how many words it has.
  std::size_t read_phrase(const std::vector<Token>& tokens, std::size_t first) {
    constexpr std::size_t longest_phrase = 4;
    std::string joined;
    const Entry* best = nullptr;
    std::size_t best_words = 0;
    for (std::size_t n = 0; n < longest_phrase && first + n < tokens.size(); ++n) {
      const std::string& word = tokens[first + n].word;
      if (word.empty()) break;
      if (n > 0) joined += ' ';
      joined += word;
      const Entry* entry = lexicon_.first_from(joined);
      if (entry == nullptr || !entry->words.starts_with(joined)) break;  // no longer phrase begins like this either
      if (entry->words == joined) {
        best = entry;
        best_words = n + 1;
      }
    }
    if (best != nullptr) add(*best);
    return best_words;
  }

  void read_word(std::string_view word) {
    if (const int number = number_word(word); number > 0) return add(Symbol{Sign::number, number});
    if (const int number = ordinal_word(word); number > 0) return add(Symbol{Sign::ordinal, number});
    if (add_compound(word)) return;
    if (const Entry* entry = misspelled(word)) {
      // "maar ik denk" is not in March: a misspelled month needs a day beside it.
      const Symbol meant = entry->symbols[0];
      return add(meant.sign == Sign::month ? Symbol{Sign::weak_month, meant.value} : meant);
    }
    add(Symbol{Sign::other});
  }

  void add(const Entry& entry) {
    for (std::size_t i = 0; i < entry.count; ++i) add(entry.symbols[i]);
  }

  void add(Symbol symbol) {
    symbol.glued = glued_;
    glued_ = false;
    // "twenty five", "twenty first"
    if (lexicon_.number_joiner.empty() && !signs_.empty() && symbol.value >= 1 && symbol.value <= 9 &&
        symbol.digits == 0 && (symbol.sign == Sign::number || symbol.sign == Sign::ordinal)) {
      const Symbol ten = signs_.back();
      if (ten.sign == Sign::number && ten.digits == 0 && ten.value >= 20 && ten.value % 10 == 0) {
        symbol.value += ten.value;
        signs_.pop_back();
      }
    }
    signs_.push_back(symbol);
  }

  [[nodiscard]] int plain_number(std::string_view word) const {
    const Entry* entry = lexicon_.find(word);
    const bool is_number =
        entry != nullptr && (entry->symbols[0].sign == Sign::number || entry->symbols[0].sign == Sign::article);
    return is_number && entry->count == 1 ? entry->symbols[0].value : 0;
  }

  /// "vijfentwintig"; 0 when it is no number.
  [[nodiscard]] int number_word(std::string_view word) const {
    if (const int number = plain_number(word); number > 0) return number;
    const std::string_view joiner = lexicon_.number_joiner;
    if (joiner.empty()) return 0;
    for (auto place = word.find(joiner, 1); place != std::string_view::npos; place = word.find(joiner, place + 1)) {
      const int unit = plain_number(word.substr(0, place));
      const int ten = plain_number(word.substr(place + joiner.size()));
      if (unit >= 1 && unit <= 9 && ten >= 20) return ten + unit;
    }
    return 0;
  }

  [[nodiscard]] int ordinal_word(std::string_view word) const {
    for (const std::string_view ending : lexicon_.ordinal_endings) {
      if (!word.ends_with(ending)) continue;
      if (const int number = number_word(word.substr(0, word.size() - ending.size())); number > 0) return number;
    }
    return 0;
  }

  /// "dinsdagavond", also with a typing error in the day.
  bool add_compound(std::string_view word) {
    for (const Entry& ending : lexicon_.compound_endings) {
      if (!word.ends_with(ending.words)) continue;
      const std::string_view day = word.substr(0, word.size() - ending.words.size());
      const Entry* entry = lexicon_.find(day);
      if (entry == nullptr) entry = misspelled(day);
      const bool is_day =
          entry != nullptr && (entry->symbols[0].sign == Sign::weekday || entry->symbols[0].sign == Sign::day);
      if (!is_day) continue;
      add(*entry);
      add(ending);
      return true;
    }
    return false;
  }

  [[nodiscard]] const Entry* misspelled(std::string_view word) const {
    if (std::ranges::find(lexicon_.never_typos, word) != lexicon_.never_typos.end()) return nullptr;
    const auto meant = [&](const Entry& name) { return one_letter_off(word, name.words); };
    const auto name = std::ranges::find_if(lexicon_.forgiven, meant);
    return name != lexicon_.forgiven.end() ? &*name : nullptr;
  }

  const Lexicon& lexicon_;
  bool glued_ = false;
  std::vector<Symbol> signs_;
};

/// "di 24 nov", "afgelopen za", "za avond" and "do" alone are days; "do" and "sat" anywhere else are just words.
void settle_weak_weekdays(std::vector<Symbol>& signs) {
  const SignText text{signs};
  for (std::size_t i = 0; i < signs.size(); ++i) {
    if (signs[i].sign != Sign::weak_weekday) continue;
    const bool before_date =
        text.is(i + 1, Sign::number) && text.is_any(i + 2, {Sign::month, Sign::weak_month, Sign::dash, Sign::slash});
    const bool named = signs.size() == 1 || before_date || text.is(i + 1, Sign::part) ||
                       text.follows(i, {Sign::recent, Sign::last, Sign::coming, Sign::next, Sign::unit});
    signs[i].sign = named ? Sign::weekday : Sign::other;
  }
}

}  // namespace

std::optional<SignText> read_signs(std::string_view text, const Lexicon& lexicon) {
  if (text.size() > longest_text) return std::nullopt;
  const std::string plain = normalised(text);
  std::vector<Symbol> signs = WordReader(lexicon).read(Tokens(plain).split());
  if (signs.size() > most_signs) return std::nullopt;
  settle_weak_weekdays(signs);
  return SignText{std::move(signs)};
}

}  // namespace meldmaat::phrases
