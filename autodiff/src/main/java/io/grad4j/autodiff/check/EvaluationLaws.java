package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** The laws about what an evaluation reads and writes. */
final class EvaluationLaws {
    private EvaluationLaws() {}

    static void inputsAreLeftUnchanged(Specimen s, Evidence evidence) {
        DMatrixRMaj[] x = s.point();
        Directions directions = new Directions();
        DMatrixRMaj yBar = directions.next(s.resultShape());
        DMatrixRMaj yBarBefore = yBar.copy();
        s.value(0, x);
        for (int k = 0; k < s.arity(); k++) {
            DMatrixRMaj xDot = directions.next(s, k);
            DMatrixRMaj xDotBefore = xDot.copy();
            s.jvp(k, xDot, x);
            s.vjp(k, yBar, x);
            evidence.same("tangent " + k, xDot, xDotBefore);
        }
        evidence.same("cotangent", yBar, yBarBefore);
        for (int k = 0; k < s.arity(); k++) {
            evidence.same("argument " + k, x[k], s.arguments().get(k));
        }
    }

    static void everyEntryOfTheResultIsWritten(Specimen s, Evidence evidence) {
        DMatrixRMaj overNaN = s.value(Double.NaN, s.point());
        DMatrixRMaj overNumbers = s.value(7, s.point());
        Shape announced = s.resultShape();
        evidence.require(
                announced.matches(overNaN), "shape", Shape.of(overNaN) + " where " + announced + " was announced");
        evidence.same("over NaN and over 7", overNaN, overNumbers);
    }

    static void anEvaluationRepeatsBitwise(Specimen s, Evidence evidence) {
        try (Tape tape = new Tape();
                Tape fresh = new Tape()) {
            List<DMatrixRMaj> first = everything(s, tape);
            tape.clear();
            List<DMatrixRMaj> again = everything(s, tape);
            List<DMatrixRMaj> elsewhere = everything(s, fresh);
            for (int i = 0; i < first.size(); i++) {
                evidence.same("matrix " + i + " on the cleared tape", again.get(i), first.get(i));
                evidence.same("matrix " + i + " on another tape", elsewhere.get(i), first.get(i));
            }
        }
    }

    /** Value, gradients, tangents, and the recorded vjp of each argument. */
    private static List<DMatrixRMaj> everything(Specimen s, Tape tape) {
        Directions directions = new Directions();
        Var[] x = Specimen.variables(tape, s.point());
        Var y = s.apply(x);
        DMatrixRMaj yBar = directions.next(y.shape());
        Gradients gradients = tape.gradients(y, yBar);
        List<DMatrixRMaj> all = new ArrayList<>(List.of(y.value()));
        for (int k = 0; k < x.length; k++) {
            all.add(gradients.of(x[k]));
            all.add(tape.jvp(y, x[k], directions.next(s, k)));
            all.add(tape.vjp(y, tape.constant(yBar), x[k]).value());
        }
        return all;
    }
}
