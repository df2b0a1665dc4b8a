package io.grad4j.notes.syntax;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How one side of a claim stands to the one before it. */
public enum Relation {
    EQUAL("=", "="),
    DEFINED("≔", "coloneqq", "triangleq", "equiv", "coloneq", "doteq", ":="),
    APPROXIMATE("≈", "approx", "simeq", "approxeq", "cong"),
    LESS_OR_EQUAL("≤", "le", "leq", "leqslant"),
    GREATER_OR_EQUAL("≥", "ge", "geq", "geqslant"),
    LESS("<", "<", "lt"),
    GREATER(">", ">", "gt"),
    NOT_EQUAL("≠", "ne", "neq"),
    TENDS_TO("→", "to", "rightarrow", "longrightarrow"),
    DISTRIBUTED("∼", "sim", "thicksim"),
    MEMBER("∈", "in"),
    PROPORTIONAL("∝", "propto"),
    IMPLIES("⇒", "Rightarrow", "implies", "Longrightarrow", "iff", "Leftrightarrow", "Leftarrow", "impliedby");

    private final String symbol;
    private final List<String> spellings;

    Relation(String symbol, String... spellings) {
        this.symbol = symbol;
        this.spellings = List.of(spellings);
    }

    /** As a character. */
    public String symbol() {
        return symbol;
    }

    static Optional<Relation> of(Token token) {
        if (token.kind() != Token.Kind.SYMBOL && token.kind() != Token.Kind.COMMAND) {
            return Optional.empty();
        }
        return Arrays.stream(values())
                .filter(relation -> relation.spellings.contains(token.text()))
                .findFirst();
    }
}
