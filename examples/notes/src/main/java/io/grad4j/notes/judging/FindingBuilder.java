package io.grad4j.notes.judging;

import io.grad4j.notes.source.Note;
import io.grad4j.notes.syntax.Expr;
import java.util.List;
import java.util.Optional;

/** Puts a finding together. */
final class FindingBuilder {
    private final Note note;
    private final int start;
    private final int end;
    private final int place;
    private final Line line;
    private Verdict verdict = Verdict.NOT_CHECKED;
    private String source;
    private String detail = "";
    private String suggestion = "";
    private List<String> readings = List.of();
    private Optional<Expr> expr;
    private Optional<Witness> witness = Optional.empty();
    private Optional<String> repair = Optional.empty();
    private boolean root;
    private boolean expected;

    FindingBuilder(Note note, int start, int end, int place, Line line) {
        this.note = note;
        this.start = start;
        this.end = end;
        this.place = place;
        this.line = line;
        this.source = note.text().substring(start, end);
        this.expr = line.readings().stream().findFirst().map(r -> r.expr());
    }

    FindingBuilder verdict(Verdict value) {
        verdict = value;
        return this;
    }

    FindingBuilder source(String value) {
        source = value;
        return this;
    }

    /** Shows the source from an earlier place on. */
    FindingBuilder from(int offset) {
        source = note.text().substring(Math.min(offset, start), end);
        return this;
    }

    FindingBuilder detail(String value) {
        detail = value;
        return this;
    }

    FindingBuilder also(String value) {
        detail = detail.isEmpty() ? value : value.isEmpty() ? detail : detail + "; " + value;
        return this;
    }

    FindingBuilder suggestion(String value) {
        suggestion = value;
        return this;
    }

    FindingBuilder readings(List<String> value) {
        readings = value;
        return this;
    }

    FindingBuilder expr(Expr value) {
        expr = Optional.of(value);
        return this;
    }

    FindingBuilder witness(Witness value) {
        witness = Optional.of(value);
        return this;
    }

    FindingBuilder repair(Optional<String> value) {
        repair = value;
        return this;
    }

    FindingBuilder root(boolean value) {
        root = value;
        return this;
    }

    FindingBuilder expected(boolean value) {
        expected = value;
        return this;
    }

    Verdict verdict() {
        return verdict;
    }

    boolean isRoot() {
        return root;
    }

    Finding build() {
        return new Finding(
                note.line(place),
                note.column(place),
                start,
                end,
                source,
                line.side().relation(),
                expr,
                verdict,
                detail,
                readings,
                suggestion,
                witness,
                repair,
                root,
                expected);
    }
}
