package io.grad4j.autodiff.check;

import static io.grad4j.autodiff.check.Tolerances.ARITHMETIC;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The laws that hold between rules, whatever they are the derivative of. */
final class AlgebraLaws {
    private static final double ALPHA = -2.5;
    private static final double BETA = 0.7;

    private AlgebraLaws() {}

    static void theVjpIsTheTransposeOfTheJvp(Specimen s, Evidence evidence) {
        Directions directions = new Directions();
        for (int k = 0; k < s.arity(); k++) {
            DMatrixRMaj xDot = directions.next(s, k);
            DMatrixRMaj yBar = directions.next(s.resultShape());
            DMatrixRMaj yDot = s.jvp(k, xDot, s.point());
            DMatrixRMaj xBar = s.vjp(k, yBar, s.point());
            double scale = terms(yBar, yDot) + terms(xBar, xDot);
            evidence.agree("argument " + k, inner(yBar, yDot), inner(xBar, xDot), scale, ARITHMETIC);
        }
    }

    static void jvpAndVjpAreLinearAndZeroGivesZero(Specimen s, Evidence evidence) {
        Directions directions = new Directions();
        for (int k = 0; k < s.arity(); k++) {
            int argument = k;
            LinearMap jvp = v -> s.jvp(argument, v, s.point());
            LinearMap vjp = v -> s.vjp(argument, v, s.point());
            linear("jvp " + k, jvp, directions.next(s, k), directions.next(s, k), evidence);
            linear("vjp " + k, vjp, directions.next(s.resultShape()), directions.next(s.resultShape()), evidence);
        }
    }

    private interface LinearMap {
        DMatrixRMaj at(DMatrixRMaj v);
    }

    private static void linear(String where, LinearMap map, DMatrixRMaj u, DMatrixRMaj v, Evidence evidence) {
        DMatrixRMaj atU = map.at(u);
        DMatrixRMaj atV = map.at(v);
        double scale = Math.abs(ALPHA) * Evidence.greatest(atU) + Math.abs(BETA) * Evidence.greatest(atV);
        evidence.agree(where, map.at(combined(u, v)), combined(atU, atV), scale, ARITHMETIC);
        DMatrixRMaj atZero = map.at(u.createLike());
        evidence.agree(where + " of 0", atZero, atZero.createLike(), 0, 0);
    }

    /** α·u + β·v. */
    private static DMatrixRMaj combined(DMatrixRMaj u, DMatrixRMaj v) {
        DMatrixRMaj sum = u.createLike();
        CommonOps_DDRM.add(ALPHA, u, BETA, v, sum);
        return sum;
    }

    static void secondDerivativesAreSymmetricHoweverSwept(Specimen s, Evidence evidence) {
        Directions directions = new Directions();
        DMatrixRMaj yBar = directions.next(s.resultShape());
        DMatrixRMaj yBarDot = directions.next(s.resultShape());
        for (int k = 0; k < s.arity(); k++) {
            try (Tape tape = new Tape()) {
                Var[] x = Specimen.variables(tape, s.point());
                Var seed = tape.variable(yBar);
                DMatrixRMaj byTheCotangent = tape.jvp(tape.vjp(s.apply(x), seed, x[k]), seed, yBarDot);
                DMatrixRMaj expected = s.vjp(k, yBarDot, s.point());
                evidence.agree("vjp " + k + " along ȳ", byTheCotangent, expected, 0, ARITHMETIC);
            }
            for (int l = 0; l <= k; l++) {
                symmetric(s, k, directions.next(s, k), l, directions.next(s, l), yBar, evidence);
            }
        }
    }

    /** ⟨ȳ, D²f[u, v]⟩ for a direction u of argument {@code k} and v of argument {@code l}, by each pair of sweeps. */
    private static void symmetric(
            Specimen s, int k, DMatrixRMaj u, int l, DMatrixRMaj v, DMatrixRMaj yBar, Evidence evidence) {
        try (Tape tape = new Tape()) {
            Var[] x = Specimen.variables(tape, s.point());
            Var y = s.apply(x);
            Var alongU = tape.jvp(y, x[k], tape.constant(u));
            Var alongV = tape.jvp(y, x[l], tape.constant(v));
            Var barK = tape.vjp(y, tape.constant(yBar), x[k]);
            Var barL = tape.vjp(y, tape.constant(yBar), x[l]);
            DMatrixRMaj forward = tape.jvp(alongU, x[l], v);
            double expected = inner(yBar, forward);
            double scale = terms(yBar, forward) + terms(u, tape.jvp(barK, x[l], v)) + terms(u, barK.value());
            String where = "arguments " + k + ", " + l;
            evidence.agree(where, inner(yBar, tape.jvp(alongV, x[k], u)), expected, scale, ARITHMETIC);
            evidence.agree(where, inner(u, tape.jvp(barK, x[l], v)), expected, scale, ARITHMETIC);
            evidence.agree(where, inner(v, tape.jvp(barL, x[k], u)), expected, scale, ARITHMETIC);
            evidence.agree(where, inner(v, tape.vjp(barK, u, x[l])), expected, scale, ARITHMETIC);
            evidence.agree(where, inner(u, tape.vjp(barL, v, x[k])), expected, scale, ARITHMETIC);
            evidence.agree(where, inner(v, tape.vjp(alongU, yBar, x[l])), expected, scale, ARITHMETIC);
        }
    }

    static void contributionsAddUp(Specimen s, Evidence evidence) {
        Directions directions = new Directions();
        DMatrixRMaj[] c = {
            directions.next(s.resultShape()), directions.next(s.resultShape()), directions.next(s.resultShape())
        };
        for (int k = 0; k < s.arity(); k++) {
            DMatrixRMaj direct = directions.next(Shape.of(s.arguments().get(k)));
            DMatrixRMaj expected = direct.copy();
            double scale = 0;
            for (DMatrixRMaj yBar : c) {
                DMatrixRMaj part = s.vjp(k, yBar, s.point());
                scale = Math.max(scale, Evidence.greatest(part));
                CommonOps_DDRM.addEquals(expected, part);
            }
            evidence.agree("argument first, " + k, sharedUse(s, k, direct, c, true), expected, scale, ARITHMETIC);
            evidence.agree("argument last, " + k, sharedUse(s, k, direct, c, false), expected, scale, ARITHMETIC);
            for (int l = 0; l < k; l++) {
                givenTwice(s, l, k, c[0], evidence);
            }
        }
    }

    /** The gradient of ⟨c₀, y⟩ + ⟨c₁, y⟩ + ⟨c₂, y′⟩ + ⟨c, xₖ⟩ for two steps y, y′ of the primitive at x. */
    private static DMatrixRMaj sharedUse(Specimen s, int k, DMatrixRMaj direct, DMatrixRMaj[] c, boolean first) {
        try (Tape tape = new Tape()) {
            Var[] x = Specimen.variables(tape, s.point());
            Var before = first ? tape.constant(direct).dot(x[k]) : tape.constant(0);
            Var y = s.apply(x);
            Var twice = tape.constant(c[0]).dot(y).plus(tape.constant(c[1]).dot(y));
            Var all = twice.plus(before).plus(tape.constant(c[2]).dot(s.apply(x)));
            return tape.gradients(first ? all : all.plus(tape.constant(direct).dot(x[k])))
                    .of(x[k]);
        }
    }

    /** One variable for arguments {@code l} and {@code k}, where their shapes and the domain allow, gets both cotangents. */
    private static void givenTwice(Specimen s, int l, int k, DMatrixRMaj yBar, Evidence evidence) {
        DMatrixRMaj[] point = s.pointWith(k, s.arguments().get(l).copy());
        if (!takes(s, point) || !s.primitive().shape(point).matches(yBar)) {
            return;
        }
        try (Tape tape = new Tape()) {
            Var[] x = Specimen.variables(tape, point);
            Var[] shared = x.clone();
            shared[k] = shared[l];
            Gradients apart = tape.gradients(s.apply(x), yBar);
            DMatrixRMaj expected = apart.of(x[k]).copy();
            CommonOps_DDRM.addEquals(expected, apart.of(x[l]));
            DMatrixRMaj actual = tape.gradients(s.apply(shared), yBar).of(x[l]);
            double scale = Evidence.greatest(apart.of(x[k]));
            evidence.agree("one variable for " + l + " and " + k, actual, expected, scale, ARITHMETIC);
        }
    }

    private static boolean takes(Specimen s, DMatrixRMaj[] point) {
        try {
            s.value(0, point);
            return true;
        } catch (ArgumentException outsideTheDomain) {
            return false;
        }
    }

    private static double inner(DMatrixRMaj a, DMatrixRMaj b) {
        double sum = 0;
        for (int i = 0; i < a.getNumElements(); i++) {
            sum += a.data[i] * b.data[i];
        }
        return sum;
    }

    /** Σ |aᵢ·bᵢ|. */
    private static double terms(DMatrixRMaj a, DMatrixRMaj b) {
        double sum = 0;
        for (int i = 0; i < a.getNumElements(); i++) {
            sum += Math.abs(a.data[i] * b.data[i]);
        }
        return sum;
    }
}
