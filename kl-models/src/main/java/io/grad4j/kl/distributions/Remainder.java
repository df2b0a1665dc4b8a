package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.expm1MinusArgument;
import static io.grad4j.autodiff.ops.Pairwise.logRatio;
import static io.grad4j.autodiff.ops.Pairwise.pow;
import static io.grad4j.kl.special.SpecialFunctions.digamma;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What a convex function has above its tangent, f(b) - f(a) - (b-a)·f′(a) ≥ 0, without taking differences.
 *
 * <p>With u = ln(b/a) and E(x) = eˣ - 1 - x the remainders of x ln x, -ln x and x⁻ᵐ are b·E(-u), E(u) and a⁻ᵐ(E(-mu) + m·E(u)): sums of
 * terms ≥ 0 that keep their digits however close a and b are. All are of each entry of a column and differentiable to any order.
 */
public final class Remainder {
    /** From here on the asymptotic series of ln Γ gives all digits (DLMF 5.11.1). */
    private static final double FAR = 10;

    /** B₂ₖ/(2k(2k-1)) of the powers x¹⁻²ᵏ. */
    private static final DMatrixRMaj COEFFICIENTS = row(
            1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0, -691 / 360360.0, 1 / 156.0, -3617 / 122400.0);

    private static final DMatrixRMaj POWERS = row(1, 3, 5, 7, 9, 11, 13, 15);

    /** The positive nodes and weights of the Gauss-Legendre rule of 20 points on [-1, 1]. */
    private static final double[] NODES = {
        0.07652652113349734, 0.22778585114164507, 0.37370608871541955, 0.5108670019508271,
        0.636053680726515, 0.7463319064601508, 0.8391169718222188, 0.912234428251326,
        0.9639719272779138, 0.9931285991850949
    };

    private static final double[] WEIGHTS = {
        0.15275338713072584, 0.14917298647260374, 0.14209610931838204, 0.13168863844917664,
        0.11819453196151841, 0.10193011981724044, 0.08327674157670475, 0.06267204833410907,
        0.04060142980038694, 0.017614007139152118
    };

    private Remainder() {}

    /** That of x ln x for a, b > 0: b·ln(b/a) - b + a. */
    public static Var ofXLogX(Var b, Var a) {
        return b.elementMult(expm1MinusArgument(logRatio(b, a).negate()));
    }

    /** That of -ln x for a, b > 0: b/a - 1 - ln(b/a). */
    public static Var ofMinusLog(Var b, Var a) {
        return expm1MinusArgument(logRatio(b, a));
    }

    /** That of ln Γ(x) for a, b > 0. */
    public static Var ofLogGamma(Var b, Var a) {
        int steps = (int) Math.ceil(Math.max(0, FAR - smallest(b, a)));
        Var rest = ofXLogX(b.plus(steps), a.plus(steps)).plus(farWithoutXLogX(b.plus(steps), a.plus(steps)));
        return steps == 0 ? rest : rest.plus(recurrence(b, a, steps));
    }

    /** That of ln Γ(x) - x ln x for a, b > 0, which at large a is the part of ln Γ that is of no leading order. */
    public static Var ofLogGammaWithoutXLogX(Var b, Var a) {
        return smallest(b, a) >= FAR ? farWithoutXLogX(b, a) : ofLogGamma(b, a).minus(ofXLogX(b, a));
    }

    /** By ln Γ(x) = ln Γ(x+1) - ln x. */
    private static Var recurrence(Var b, Var a, int steps) {
        DMatrixRMaj shifts = new DMatrixRMaj(1, steps);
        for (int j = 0; j < steps; j++) {
            shifts.data[j] = j;
        }
        Var shift = b.tape().constant(shifts);
        return ofMinusLog(b.plus(shift), a.plus(shift)).sum(Each.ROW);
    }

    private static Var farWithoutXLogX(Var b, Var a) {
        Tape tape = b.tape();
        Var m = tape.constant(POWERS);
        Var u = logRatio(b, a);
        Var bracket = expm1MinusArgument(m.elementMult(u).negate()).plus(m.elementMult(expm1MinusArgument(u)));
        return expm1MinusArgument(u)
                .scale(0.5)
                .plus(tape.constant(COEFFICIENTS)
                        .elementMult(pow(a, m.negate()))
                        .elementMult(bracket)
                        .sum(Each.ROW));
    }

    private static double smallest(Var b, Var a) {
        return Math.min(CommonOps_DDRM.elementMin(b.value()), CommonOps_DDRM.elementMin(a.value()));
    }

    /**
     * That of a function of a number by its second derivative: (b-a)² ∫₀¹ (1-t)·f″(a + t(b-a)) dt, by a Gauss-Legendre rule on pieces.
     *
     * @param secondDerivative elementwise, analytic around each x of the interval with radius 2·{@code reach(x)}
     * @param reach at most how long a piece that begins at x may be
     */
    public static Var of(UnaryOperator<Var> secondDerivative, DoubleUnaryOperator reach, Var b, Var a) {
        double length = b.scalar() - a.scalar();
        List<Double> nodes = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        double from = 0;
        while (from < 1) {
            double step = length == 0 ? 1 : reach.applyAsDouble(a.scalar() + from * length) / Math.abs(length);
            double to = Math.min(1, from + step);
            addPiece(nodes, weights, from, to);
            from = to;
        }
        Tape tape = b.tape();
        Var delta = b.minus(a);
        Var points = a.plus(delta.elementMult(tape.constant(row(toArray(nodes)))));
        return tape.constant(row(toArray(weights)))
                .dot(secondDerivative.apply(points))
                .elementMult(delta)
                .elementMult(delta);
    }

    /** That of ln((eˣ - 1)/x), 1×1, for any real a and b. */
    public static Var ofLogExponentialMean(Var b, Var a) {
        return of(ExponentialMean::secondDerivative, x -> 1 + Math.abs(x) / 4, b, a);
    }

    private static void addPiece(List<Double> nodes, List<Double> weights, double from, double to) {
        double half = (to - from) / 2;
        for (int i = 0; i < NODES.length; i++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                double t = from + half + sign * half * NODES[i];
                nodes.add(t);
                weights.add(half * WEIGHTS[i] * (1 - t));
            }
        }
    }

    private static double[] toArray(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static DMatrixRMaj row(double... entries) {
        return DMatrixRMaj.wrap(1, entries.length, entries);
    }

    /** ln(Γ(a+h)/Γ(a)) for a, a+h > 0, without the difference of two large terms. */
    static Var logGammaRatio(Var a, Var h) {
        return h.elementMult(digamma(a)).plus(ofLogGamma(a.plus(h), a));
    }
}
