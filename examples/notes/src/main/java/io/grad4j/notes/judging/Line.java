package io.grad4j.notes.judging;

import io.grad4j.notes.syntax.ParseError;
import io.grad4j.notes.syntax.Reading;
import io.grad4j.notes.syntax.Side;
import java.util.List;
import java.util.Optional;

/**
 * A side of a chain with its readings, or the reason that it has none.
 */
record Line(Side side, List<Reading> readings, Optional<ParseError> error) {
    boolean isRead() {
        return !readings.isEmpty();
    }
}
