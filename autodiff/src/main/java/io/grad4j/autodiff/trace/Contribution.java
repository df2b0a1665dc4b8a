package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.Derivative;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;

/**
 * What one step of a reverse sweep sends to the cotangent of one of its arguments.
 *
 * @param from the step that sends
 * @param argument which of its arguments receives, counted from 0
 * @param to that argument
 * @param sent the trace's copy of what is sent, of the shape of {@code to}
 * @param total the trace's copy of the cotangent of {@code to} with it
 * @param accumulates whether an earlier contribution has arrived there
 */
public record Contribution(Step from, int argument, Step to, DMatrixRMaj sent, DMatrixRMaj total, boolean accumulates) {

    /** The rule as its primitive writes it, in a, b, c or x, y and ȳ; what broadcasting repeated is summed. */
    public String formula() {
        Derivative rule = Objects.requireNonNull(from.primitive()).derivative(argument);
        if (!rule.elementwise()) {
            return rule.formula();
        }
        String over = (to.value().numRows == from.value().numRows ? "" : "ᵢ")
                + (to.value().numCols == from.value().numCols ? "" : "ⱼ");
        return over.isEmpty() ? rule.formula() : "Σ" + over + "(" + rule.formula() + ")";
    }
}
