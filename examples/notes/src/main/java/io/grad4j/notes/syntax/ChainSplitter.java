package io.grad4j.notes.syntax;

import io.grad4j.notes.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Splits a formula into chains of sides at its relation signs, rows and commas.
 *
 * <p>A relation inside brackets belongs to the side, unless it opens a row or a line: there it splits even when a bracket before it was
 * not closed, so that one bad line does not swallow those after it. A row that opens with a relation goes on with the chain, one that
 * opens with + or - and has no relation of its own goes on with the side.
 */
public final class ChainSplitter {
    private static final Set<String> OPENING = Set.of("(", "[", "{", "lbrace", "langle", "lvert", "lVert");
    private static final Set<String> CLOSING = Set.of(")", "]", "}", "rbrace", "rangle", "rvert", "rVert");
    private static final Pattern CONDITION =
            Pattern.compile("(?i)\\b(if|when|whenever|where|unless|provided|such that|s\\.t|subject to|with|for)\\b");
    private static final Set<String> GOING_ON = Set.of("+", "-", "cdot", "times", "pm");

    private final String text;
    private final int start;
    private final List<Chain> chains = new ArrayList<>();
    private final List<Side> sides = new ArrayList<>();
    private final List<Token> tokens = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private Relation relation = Relation.EQUAL;
    private int offset;
    private int depth;
    private int braces;
    private boolean implied;

    private ChainSplitter(String text, int start) {
        this.text = text;
        this.start = start;
        this.offset = start;
    }

    /**
     * The chains of a formula that stands at {@code start} in the note.
     *
     * @throws ParseError if it cannot be cut into tokens
     */
    public static List<Chain> split(String text, int start) {
        return new ChainSplitter(text, start).split(Lexer.tokens(text, start, false));
    }

    /** The same for the text of a directive, where Greek letters may be spelled out. */
    public static List<Chain> splitSpelled(String text, int start) {
        return new ChainSplitter(text, start).split(Lexer.tokens(text, start, true));
    }

    private List<Chain> split(List<Token> all) {
        boolean opensRow = true;
        for (int i = 0; i < all.size(); i++) {
            Token token = all.get(i);
            if (token.kind() == Kind.ALIGN) {
                continue;
            }
            if (token.kind() == Kind.ROW) {
                opensRow = true;
                depth = 0;
                braces = 0;
                if (startsChain(all, i + 1)) {
                    endChain();
                }
                continue;
            }
            boolean opens = opensRow || opensLine(token);
            opensRow = false;
            take(token, opens);
        }
        endChain();
        return chains;
    }

    private void take(Token token, boolean opens) {
        Optional<Relation> sign = Relation.of(token);
        if (sign.isPresent() && braces == 0 && (depth == 0 || opens)) {
            relation(sign.get(), token);
        } else if (token.kind() == Kind.WORDS && braces == 0) {
            words(token);
        } else if (depth == 0 && braces == 0 && (token.is(",") || token.is(";"))) {
            endChain();
        } else {
            nest(token);
            if (tokens.isEmpty() && relation == Relation.EQUAL && sides.isEmpty()) {
                offset = token.offset();
            }
            tokens.add(token);
        }
    }

    /** Words end a claim; what follows "if" and the like is no claim of its own. */
    private void words(Token token) {
        if (!token.text().matches("[^\\\\]*[A-Za-z]{2}[^\\\\]*") || depth > 0) {
            tokens.add(token);
            return;
        }
        words.append(' ').append(token.text());
        endChain();
        implied |= CONDITION.matcher(token.text()).find();
    }

    private void nest(Token token) {
        if (token.is("{")) {
            braces++;
        } else if (token.is("}")) {
            braces = Math.max(0, braces - 1);
        } else if (OPENING.contains(token.text())) {
            depth++;
        } else if (CLOSING.contains(token.text())) {
            depth = Math.max(0, depth - 1);
        }
    }

    private void relation(Relation next, Token token) {
        boolean doubled = tokens.isEmpty() && !sides.isEmpty();
        depth = 0;
        if (next == Relation.IMPLIES) {
            endChain();
            implied = true;
            if (!chains.isEmpty()) {
                chains.set(
                        chains.size() - 1,
                        new Chain(chains.get(chains.size() - 1).sides(), true));
            }
            return;
        }
        if (next == Relation.EQUAL
                && !tokens.isEmpty()
                && tokens.get(tokens.size() - 1).is(":")) {
            tokens.remove(tokens.size() - 1);
            next = Relation.DEFINED;
        }
        if (!doubled) {
            endSide();
        }
        relation = doubled && next == Relation.EQUAL ? relation : next;
        offset = token.offset();
    }

    private void endSide() {
        while (!tokens.isEmpty() && isTrailing(tokens.get(tokens.size() - 1))) {
            tokens.remove(tokens.size() - 1);
        }
        sides.add(new Side(relation, tokens, offset, words.toString().strip()));
        tokens.clear();
        words.setLength(0);
        relation = Relation.EQUAL;
    }

    private static boolean isTrailing(Token token) {
        return token.is(".") || token.is(",") || token.is(";") || token.is(":") || token.kind() == Kind.WORDS;
    }

    private void endChain() {
        if (!tokens.isEmpty() || !words.isEmpty()) {
            endSide();
        }
        if (!sides.isEmpty()) {
            chains.add(new Chain(sides, implied));
        }
        sides.clear();
        tokens.clear();
        relation = Relation.EQUAL;
        depth = 0;
        braces = 0;
    }

    /** Whether the row at {@code i} is a chain of its own. */
    private static boolean startsChain(List<Token> all, int i) {
        int first = i;
        while (first < all.size() && all.get(first).kind() == Kind.ALIGN) {
            first++;
        }
        if (first == all.size() || Relation.of(all.get(first)).isPresent()) {
            return false;
        }
        if (!GOING_ON.contains(all.get(first).text())) {
            return true;
        }
        for (int j = first; j < all.size() && all.get(j).kind() != Kind.ROW; j++) {
            if (Relation.of(all.get(j)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private boolean opensLine(Token token) {
        int i = token.offset() - start - 1;
        while (i >= 0 && (text.charAt(i) == ' ' || text.charAt(i) == '\t' || text.charAt(i) == '&')) {
            i--;
        }
        return i >= 0 && text.charAt(i) == '\n';
    }
}
