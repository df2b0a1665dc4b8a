package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.check.Differences.Estimate;
import org.ejml.data.DMatrixRMaj;

/** The laws that compare a rule with differences of what it is the derivative of. */
final class DifferenceLaws {
    private static final int DIRECTIONS = 2;

    private DifferenceLaws() {}

    static void theTangentAgreesWithDifferences(Specimen s, Evidence evidence) {
        Directions directions = new Directions();
        for (int k = 0; k < s.arity(); k++) {
            for (int i = 0; i < DIRECTIONS; i++) {
                DMatrixRMaj xDot = directions.next(s, k);
                DMatrixRMaj yDot = s.jvp(k, xDot, s.point());
                if (!s.primitive().isLocallyConstant()) {
                    evidence.agree("argument " + k, yDot, differencesOfTheValue(s, k, xDot));
                }
            }
        }
    }

    static void theDerivativeOfTheVjpAgreesWithDifferences(Specimen s, Evidence evidence) {
        Directions directions = new Directions();
        DMatrixRMaj yBar = directions.next(s.resultShape());
        for (int k = 0; k < s.arity(); k++) {
            for (int l = 0; l < s.arity(); l++) {
                DMatrixRMaj xDot = directions.next(s, l);
                DMatrixRMaj recorded = derivativeOfTheVjp(s, k, yBar, l, xDot);
                evidence.agree("argument " + k + " then " + l, recorded, differencesOfTheVjp(s, k, yBar, l, xDot));
            }
        }
    }

    static void theResultIsConstantOnlyIfItIsLocallyConstant(Specimen s, Evidence evidence) {
        boolean constant = s.primitive().isLocallyConstant();
        try (Tape tape = new Tape()) {
            boolean recorded = !s.apply(Specimen.variables(tape, s.point())).isConstant();
            evidence.require(recorded != constant, "locally constant: " + constant, "recorded: " + recorded);
        }
        Directions directions = new Directions();
        for (int k = 0; constant && k < s.arity(); k++) {
            Estimate slope = differencesOfTheValue(s, k, directions.next(s, k));
            evidence.agree("argument " + k, slope.value().createLike(), slope);
        }
    }

    private static Estimate differencesOfTheValue(Specimen s, int k, DMatrixRMaj xDot) {
        return Differences.along(
                x -> s.value(0, s.pointWith(k, x[0])),
                new DMatrixRMaj[] {s.arguments().get(k)},
                new DMatrixRMaj[] {xDot});
    }

    private static Estimate differencesOfTheVjp(Specimen s, int k, DMatrixRMaj yBar, int l, DMatrixRMaj xDot) {
        return Differences.along(
                x -> s.vjp(k, yBar, s.pointWith(l, x[0])),
                new DMatrixRMaj[] {s.arguments().get(l)},
                new DMatrixRMaj[] {xDot});
    }

    /** The derivative of x̄ₖ = Jₖᵀ·ȳ along a direction of argument {@code l}, by the recorded steps of the vjp. */
    private static DMatrixRMaj derivativeOfTheVjp(Specimen s, int k, DMatrixRMaj yBar, int l, DMatrixRMaj xDot) {
        try (Tape tape = new Tape()) {
            Var[] x = Specimen.variables(tape, s.point());
            Var xBar = tape.vjp(s.apply(x), tape.constant(yBar), x[k]);
            return tape.jvp(xBar, x[l], xDot);
        }
    }
}
