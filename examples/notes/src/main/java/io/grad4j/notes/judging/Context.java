package io.grad4j.notes.judging;

import io.grad4j.notes.binding.Bound;
import io.grad4j.notes.source.Piece;
import java.util.List;
import java.util.regex.Pattern;

/** What the words around a formula say about it. */
final class Context {
    private static final Pattern CONDITION = Pattern.compile(
            "(?i)\\b(if|when|where|whenever|unless|provided|assum\\w*|suppos\\w*|given|until|otherwise|as long as|such that|subject to|at)\\b"
                    + "|当|若|如果|假设");
    private static final Pattern OTHERWISE = Pattern.compile("(?i)\\botherwise\\b");
    private static final Pattern COMPARATIVE = Pattern.compile(
            "(?i)\\b(higher|lower|larger|smaller|greater|less|bigger|thicker|thinner|more|above|below)\\b");
    private static final Pattern DENIAL = Pattern.compile(
            "(?i)\\b(wrong|incorrect|false|mistake\\w*|erroneous\\w*|not true|does not hold|not equal|isn't|is not|naive\\w*|trap)\\b");
    private static final Pattern SOLVING = Pattern.compile(
            "(?i)\\b(solv\\w*|setting|sets?|roots?|satisf\\w*|optim\\w*|stationar\\w*|minimi\\w*|maximi\\w*|equations?|constraints?|"
                    + "constrain\\w*|vanish\\w*|require\\w*|want|need|must|should|choose|pick|take|subject)\\b");
    private static final Pattern AFTER =
            Pattern.compile("(?is)^\\s*,?\\s*(only )?(if|when|whenever|unless|provided|where|as)\\b.*");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s|$)|\\n\\s*\\n|\\n\\s*[-*#]|。");

    private final List<Bound> pieces;
    private final int at;

    Context(List<Bound> pieces, int at) {
        this.pieces = pieces;
        this.at = at;
    }

    /** The words of the sentence before the formula, other formulas left out. */
    private String sentence() {
        StringBuilder words = new StringBuilder();
        for (int i = at - 1; i >= 0 && i >= at - 12; i--) {
            Piece piece = pieces.get(i).piece();
            if (piece instanceof Piece.Formula formula && formula.display()) {
                break;
            }
            if (piece instanceof Piece.Prose prose) {
                String[] sentences = SENTENCE_END.split(prose.text(), -1);
                words.insert(0, sentences[sentences.length - 1] + " ");
                if (sentences.length > 1) {
                    break;
                }
            }
        }
        return words.toString();
    }

    private String after() {
        return at + 1 < pieces.size() && pieces.get(at + 1).piece() instanceof Piece.Prose prose ? prose.text() : "";
    }

    /** Whether the claim is made under a condition in words. */
    boolean isConditional(String wordsInside) {
        return CONDITION.matcher(sentence()).find()
                || AFTER.matcher(after()).matches()
                || CONDITION.matcher(wordsInside).find();
    }

    /** Whether the condition is that a comparison in the sentence before does not hold. */
    boolean isOtherwise() {
        if (!OTHERWISE.matcher(sentence()).find()) {
            return false;
        }
        StringBuilder before = new StringBuilder();
        for (int i = Math.max(0, at - 12); i < at; i++) {
            before.append(pieces.get(i).piece() instanceof Piece.Prose prose ? prose.text() : " ");
        }
        String[] sentences = SENTENCE_END.split(before.toString().strip(), -1);
        return sentences.length > 1
                && COMPARATIVE.matcher(sentences[sentences.length - 2]).find();
    }

    /** Whether the sentence speaks of an equation that is to be solved or met. */
    boolean speaksOfSolving() {
        return SOLVING.matcher(sentence()).find() || SOLVING.matcher(after()).lookingAt();
    }

    /** Whether the sentence says that the formula is wrong. */
    boolean isDenied() {
        String[] next = SENTENCE_END.split(after(), 2);
        return DENIAL.matcher(sentence()).find() || DENIAL.matcher(next[0]).find();
    }

    /** Whether the sentence speaks of something that grows without bounds. */
    boolean speaksOfInfinity() {
        return Pattern.compile("(?i)\\b(large|infin\\w+|\\\\infty)|→\\s*∞")
                .matcher(sentence())
                .find();
    }
}
