package io.grad4j.autodiff.check;

import static io.grad4j.autodiff.check.KnownGradient.ofNumber;
import static io.grad4j.autodiff.check.KnownGradient.ofVector;

import io.grad4j.autodiff.Matrices;
import io.grad4j.autodiff.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What the checker is examined on: scales from 1e-8 to 1e17, kinks nearby, poles, cancellation, matrices. */
final class KnownGradients {
    private static final DMatrixRMaj A = Matrices.generic(4, 3, 1);
    private static final DMatrixRMaj B = Matrices.generic(3, 2, 2);
    private static final double[] Q = {0.1, 0.2, 0.3, 0.4};

    private KnownGradients() {}

    static List<KnownGradient> all() {
        return Stream.of(numbers(), awkwardNumbers(), vectors(), densities(), matrices())
                .flatMap(List::stream)
                .toList();
    }

    private static List<KnownGradient> numbers() {
        return List.of(
                ofNumber("log x", Domain.logUniform(1e-8, 1), Math::log, x -> 1 / x),
                ofNumber("p log p", Domain.logUniform(1e-8, 1), p -> p * Math.log(p), p -> Math.log(p) + 1),
                ofNumber("exp 40x", Domain.box(-1, 1), x -> Math.exp(40 * x), x -> 40 * Math.exp(40 * x)),
                ofNumber("1e-6 sin x", Domain.box(-3, 3), x -> 1e-6 * Math.sin(x), x -> 1e-6 * Math.cos(x)),
                ofNumber("sin 200x", Domain.box(-1, 1), x -> Math.sin(200 * x), x -> 200 * Math.cos(200 * x)),
                ofNumber("x³ at 1e5", Domain.box(0.9e5, 1.1e5), x -> x * x * x, x -> 3 * x * x),
                ofNumber("√x", Domain.logUniform(1e-8, 1e4), Math::sqrt, x -> 0.5 / Math.sqrt(x)),
                ofNumber("1/x", Domain.logUniform(1e-6, 1e3), x -> 1 / x, x -> -1 / (x * x)),
                ofNumber(
                        "tanh 10x",
                        Domain.box(-0.5, 0.5),
                        x -> Math.tanh(10 * x),
                        x -> 10 / Math.pow(Math.cosh(10 * x), 2)),
                ofNumber("atan x", Domain.box(-20, 20), Math::atan, x -> 1 / (1 + x * x)),
                ofNumber("log1p x", Domain.logUniform(1e-6, 1e3), Math::log1p, x -> 1 / (1 + x)),
                ofNumber("x^2.5", Domain.logUniform(1e-4, 1e4), x -> Math.pow(x, 2.5), x -> 2.5 * Math.pow(x, 1.5)),
                ofNumber("x^x", Domain.box(0.05, 4), x -> Math.pow(x, x), x -> Math.pow(x, x) * (Math.log(x) + 1)));
    }

    private static List<KnownGradient> awkwardNumbers() {
        return List.of(
                ofNumber(
                        "softplus x + 1e6",
                        Domain.box(-4, 4),
                        x -> Math.log1p(Math.exp(x)) + 1e6,
                        x -> 1 / (1 + Math.exp(-x))),
                ofNumber("|x| near 0+", Domain.logUniform(1e-12, 1e-2), Math::abs, Math::signum),
                ofNumber("|x| near 0-", Domain.box(-1e-6, 0), Math::abs, Math::signum),
                ofNumber("relu x", Domain.box(-1, 1), x -> Math.max(x, 0), x -> x > 0 ? 1 : 0),
                ofNumber(
                        "|x - 1| + x²",
                        Domain.box(0.9, 1.1),
                        x -> Math.abs(x - 1) + x * x,
                        x -> Math.signum(x - 1) + 2 * x),
                ofNumber(
                        "1/(1 + 25x²)",
                        Domain.box(-2, 2),
                        x -> 1 / (1 + 25 * x * x),
                        x -> -50 * x / Math.pow(1 + 25 * x * x, 2)),
                ofNumber("exp(-x²/2)", Domain.box(-6, 6), x -> Math.exp(-x * x / 2), x -> -x * Math.exp(-x * x / 2)),
                ofNumber("cos x²", Domain.box(-8, 8), x -> Math.cos(x * x), x -> -2 * x * Math.sin(x * x)),
                ofNumber("sin x at 1e4", Domain.box(1e4, 1.1e4), Math::sin, Math::cos),
                ofNumber("1e8 x²", Domain.logUniform(1e-8, 1e8), x -> 1e8 * x * x, x -> 2e8 * x),
                ofNumber(
                        "log sigmoid x",
                        Domain.box(-20, 20),
                        x -> -Math.log1p(Math.exp(-x)),
                        x -> 1 / (1 + Math.exp(x))));
    }

    private static List<KnownGradient> vectors() {
        return List.of(
                ofVector(
                        "Σ p log p",
                        Domain.simplex(),
                        5,
                        p -> sum(5, i -> p[i] * Math.log(p[i])),
                        p -> map(p, i -> Math.log(p[i]) + 1)),
                ofVector("log Σ exp x", Domain.box(-10, 10), 4, KnownGradients::logSumExp, KnownGradients::softmax),
                ofVector("KL(softmax x, q)", Domain.box(-2, 2), 4, KnownGradients::klOfSoftmax, x -> {
                    double[] p = softmax(x);
                    double kl = klOfSoftmax(x);
                    return map(x, i -> p[i] * (Math.log(p[i] / Q[i]) - kl));
                }),
                ofVector(
                        "KL(q, softmax x)",
                        Domain.any(),
                        4,
                        x -> logSumExp(x) + sum(4, i -> Q[i] * (Math.log(Q[i]) - x[i])),
                        x -> {
                            double[] p = softmax(x);
                            return map(x, i -> p[i] - Q[i]);
                        }),
                ofVector(
                        "KL(q, p) by p",
                        Domain.simplex(),
                        4,
                        p -> sum(4, i -> Q[i] * Math.log(Q[i] / p[i])),
                        p -> map(p, i -> -Q[i] / p[i])),
                ofVector(
                        "Rosenbrock",
                        Domain.box(-2, 2),
                        2,
                        x -> 100 * Math.pow(x[1] - x[0] * x[0], 2) + Math.pow(1 - x[0], 2),
                        x -> new double[] {
                            -400 * x[0] * (x[1] - x[0] * x[0]) - 2 * (1 - x[0]), 200 * (x[1] - x[0] * x[0])
                        }),
                ofVector("mean x²", Domain.any(), 6, x -> sum(6, i -> x[i] * x[i]) / 6, x -> map(x, i -> x[i] / 3)),
                ofVector("‖x‖", Domain.any(), 5, KnownGradients::norm, x -> {
                    double norm = norm(x);
                    return map(x, i -> x[i] / norm);
                }),
                ofVector(
                        "Π x",
                        Domain.logUniform(1e-3, 1e3),
                        4,
                        x -> x[0] * x[1] * x[2] * x[3],
                        x -> map(x, i -> x[0] * x[1] * x[2] * x[3] / x[i])),
                ofVector("n / Σ 1/x", Domain.positive(), 4, KnownGradients::harmonic, x -> {
                    double h = harmonic(x);
                    return map(x, i -> h * h / (4 * x[i] * x[i]));
                }));
    }

    private static List<KnownGradient> densities() {
        return List.of(
                ofVector(
                        "log N(1 | μ, σ)",
                        Domain.box(0.2, 3),
                        2,
                        t -> -Math.log(t[1]) - Math.pow((1 - t[0]) / t[1], 2) / 2 - Math.log(2 * Math.PI) / 2,
                        t -> new double[] {
                            (1 - t[0]) / (t[1] * t[1]), Math.pow(1 - t[0], 2) / Math.pow(t[1], 3) - 1 / t[1]
                        }),
                ofVector(
                        "KL(N(μ, σ), N(0, 1))",
                        Domain.logUniform(1e-3, 10),
                        2,
                        t -> (t[0] * t[0] + t[1] * t[1] - 1) / 2 - Math.log(t[1]),
                        t -> new double[] {t[0], t[1] - 1 / t[1]}),
                ofVector("log exponential", Domain.logUniform(1e-4, 1e2), 2, t -> Math.log(t[0]) - t[0] * t[1], t ->
                        new double[] {1 / t[0] - t[1], -t[0]}),
                ofVector(
                        "log Laplace(0 | μ, b)",
                        Domain.positive(),
                        2,
                        t -> -Math.log(2 * t[1]) - Math.abs(t[0]) / t[1],
                        t -> new double[] {-1 / t[1], t[0] / (t[1] * t[1]) - 1 / t[1]}),
                ofVector("Cauchy, at 1e3", Domain.box(900, 1100), 1, t -> -Math.log1p(Math.pow(t[0] - 1000, 2)), t ->
                        new double[] {-2 * (t[0] - 1000) / (1 + Math.pow(t[0] - 1000, 2))}));
    }

    private static List<KnownGradient> matrices() {
        Shape three = new Shape(3, 3);
        return List.of(
                new KnownGradient(
                        "log det A", KnownGradients::logDet, a -> transposed(inverse(a)), Domain.spd(), three),
                new KnownGradient("det A", CommonOps_DDRM::det, KnownGradients::cofactors, Domain.any(), three),
                new KnownGradient(
                        "tr A⁻¹",
                        a -> CommonOps_DDRM.trace(inverse(a)),
                        a -> times(-1, transposed(product(inverse(a), inverse(a)))),
                        Domain.spd(),
                        three),
                new KnownGradient(
                        "tr A³",
                        a -> CommonOps_DDRM.trace(product(a, product(a, a))),
                        a -> times(3, transposed(product(a, a))),
                        Domain.any(),
                        three),
                new KnownGradient(
                        "½‖A X B‖²",
                        x -> sumOfSquares(product(A, product(x, B))) / 2,
                        x -> product(transposed(A), product(product(A, product(x, B)), transposed(B))),
                        Domain.any(),
                        three),
                new KnownGradient(
                        "log N((1, 2) | 0, Σ)",
                        s -> -logDet(s) / 2 - quadratic(inverse(s)) / 2,
                        KnownGradients::gaussianBySigma,
                        Domain.spd(),
                        new Shape(2, 2)),
                new KnownGradient(
                        "mean exp X",
                        x -> sum(6, i -> Math.exp(x.data[i])) / 6,
                        x -> Matrices.each(x, e -> Math.exp(e) / 6),
                        Domain.any(),
                        new Shape(2, 3)));
    }

    private static double sum(int n, IntToDoubleFunction term) {
        return IntStream.range(0, n).mapToDouble(term).sum();
    }

    private static double[] map(double[] x, IntToDoubleFunction entry) {
        return IntStream.range(0, x.length).mapToDouble(entry).toArray();
    }

    private static double logSumExp(double[] x) {
        double max = Arrays.stream(x).max().orElseThrow();
        return max + Math.log(sum(x.length, i -> Math.exp(x[i] - max)));
    }

    private static double[] softmax(double[] x) {
        double z = logSumExp(x);
        return map(x, i -> Math.exp(x[i] - z));
    }

    private static double klOfSoftmax(double[] x) {
        double[] p = softmax(x);
        return sum(4, i -> p[i] * Math.log(p[i] / Q[i]));
    }

    private static double norm(double[] x) {
        return Math.sqrt(sum(x.length, i -> x[i] * x[i]));
    }

    private static double harmonic(double[] x) {
        return 4 / sum(4, i -> 1 / x[i]);
    }

    private static double logDet(DMatrixRMaj a) {
        return Math.log(CommonOps_DDRM.det(a));
    }

    private static DMatrixRMaj inverse(DMatrixRMaj a) {
        DMatrixRMaj inverse = a.createLike();
        CommonOps_DDRM.invert(a.copy(), inverse);
        return inverse;
    }

    private static DMatrixRMaj transposed(DMatrixRMaj a) {
        return CommonOps_DDRM.transpose(a, null);
    }

    private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
        return CommonOps_DDRM.mult(a, b, null);
    }

    private static DMatrixRMaj times(double c, DMatrixRMaj a) {
        CommonOps_DDRM.scale(c, a);
        return a;
    }

    private static double sumOfSquares(DMatrixRMaj a) {
        return sum(a.getNumElements(), i -> a.data[i] * a.data[i]);
    }

    /** det A · A⁻ᵀ. */
    private static DMatrixRMaj cofactors(DMatrixRMaj a) {
        return times(CommonOps_DDRM.det(a), transposed(inverse(a)));
    }

    /** uᵀ·P·u for u = (1, 2). */
    private static double quadratic(DMatrixRMaj p) {
        return p.get(0, 0) + 2 * p.get(0, 1) + 2 * p.get(1, 0) + 4 * p.get(1, 1);
    }

    /** -½Σ⁻ᵀ + ½(Σ⁻¹u)(Σ⁻¹u)ᵀ for u = (1, 2). */
    private static DMatrixRMaj gaussianBySigma(DMatrixRMaj s) {
        DMatrixRMaj p = inverse(s);
        DMatrixRMaj pu = product(p, Matrices.column(1, 2));
        DMatrixRMaj gradient = product(pu, transposed(pu));
        CommonOps_DDRM.add(0.5, gradient, -0.5, transposed(p), gradient);
        return gradient;
    }
}
