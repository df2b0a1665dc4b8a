package io.grad4j.notes.judging;

import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Relation;
import java.util.List;
import java.util.Optional;

/**
 * One claim of a note with its verdict.
 *
 * @param line in the note, from 1
 * @param column in the note, from 1
 * @param offset in the note
 * @param end in the note
 * @param source the side as it stands in the note, its relation included
 * @param expr the reading that decided, if it was read
 * @param detail what the verdict rests on, or why there is none
 * @param suggestion a line for the note that would bind what is not bound, or empty
 * @param witness of a claim that is wrong
 * @param repair a formula that holds in its place
 * @param root whether a wrong claim is wrong by itself, and does not just carry an earlier error
 * @param expected whether the author said that it is wrong
 */
public record Finding(
        int line,
        int column,
        int offset,
        int end,
        String source,
        Relation relation,
        Optional<Expr> expr,
        Verdict verdict,
        String detail,
        List<String> readings,
        String suggestion,
        Optional<Witness> witness,
        Optional<String> repair,
        boolean root,
        boolean expected) {
    /** Copies the list. */
    public Finding {
        readings = List.copyOf(readings);
    }
}
