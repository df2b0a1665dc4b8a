package io.grad4j.kl;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.check.Differences;
import io.grad4j.autodiff.check.Differences.Estimate;
import io.grad4j.autodiff.ops.Softmaxes;
import io.grad4j.kl.divergences.Discrete;
import io.grad4j.kl.divergences.Gaussian;
import io.grad4j.kl.families.FeatureFamily;
import io.grad4j.kl.models.Neighbours;
import io.grad4j.kl.models.SoftmaxQ;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** First and second derivatives of every loss against extrapolated differences of its value and of its gradient. */
class AgainstDifferencesTest {
    private static final int N = 5;

    /** Relative to the norms that went in; the extrapolation reaches better, and a wrong rule is off by far more. */
    private static final double TOLERANCE = 1e-6;

    /** An error bar is an estimate itself; the truth lies within ten of them. */
    private static final double BARS = 10;

    /** Below this size a derivative of these losses, whose values are near 1, is 0 but for rounding. */
    private static final double SMALLEST = 1e-6;

    /** The losses, as functions of one 5×1 or 5×2 parameter. */
    enum Loss {
        FORWARD_KL(1, s -> Discrete.klOfLogits(fixed(s, 1), s, Each.MATRIX)),
        REVERSE_KL(1, s -> Discrete.klOfLogits(s, fixed(s, 1), Each.MATRIX)),
        KL_OF_MEASURES(1, s -> Discrete.klOfMeasures(exp(s), exp(fixed(s, 1)))),
        ENTROPY(1, s -> Discrete.entropy(logSoftmax(s))),
        CROSS_ENTROPY(1, s -> Discrete.crossEntropy(exp(logSoftmax(fixed(s, 1))), logSoftmax(s))),
        BINARY(1, s -> Softmaxes.binaryCrossEntropy(exp(logSoftmax(fixed(s, 1))), s)
                .sum()),
        SOFTMAX_Q(1, x -> SoftmaxQ.logProbabilities(x.tape().constant(0.3), x).dot(fixed(x, 1))),
        FEATURES_FORWARD(1, t -> family().klFrom(logSoftmax(fixed(t, 1)), t)),
        FEATURES_REVERSE(1, t -> family().klTo(t, logSoftmax(fixed(t, 1)))),
        LOG_PARTITION(1, t -> family().logPartition(t)),
        STANDARD_GAUSSIAN(1, v -> Gaussian.klFromStandard(fixed(v, 1), exp(v))),
        VARIATIONAL(1, v -> Gaussian.klFromStandardByLogVariance(v, v)),
        DIAGONAL_P(1, v -> Gaussian.kl(v, exp(v), fixed(v, 1), exp(fixed(v, 1)))),
        DIAGONAL_Q(1, v -> Gaussian.kl(fixed(v, 1), exp(fixed(v, 1)), v, exp(v))),
        COVARIANCE_P(2, v -> gaussian(v, covariance(v), fixedCovariance(v), false)),
        COVARIANCE_Q(2, v -> gaussian(v, covariance(v), fixedCovariance(v), true)),
        SNE(2, y -> Neighbours.rowwise(affinities(y, N), y)),
        SYMMETRIC_SNE(2, y -> Neighbours.symmetric(affinities(y, 1), y)),
        T_SNE(2, y -> Neighbours.studentT(affinities(y, 1), y));

        private final int cols;
        private final UnaryOperator<Var> function;

        Loss(int cols, UnaryOperator<Var> function) {
            this.cols = cols;
            this.function = function;
        }

        private double value(DMatrixRMaj x) {
            try (Tape tape = new Tape()) {
                return function.apply(tape.constant(x)).scalar();
            }
        }
    }

    @Provide
    Arbitrary<DMatrixRMaj> points() {
        return Points.matrix(N, 2, 1.5)
                .filter(x -> size(columns(x, 1)) > 0.1 && size(columns(x, 2)) > 0.1)
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<DMatrixRMaj> directions() {
        return Points.matrix(N, 2, 1).withoutEdgeCases();
    }

    @Property(tries = 600)
    void theGradientAgreesWithDifferencesOfTheLoss(
            @ForAll Loss loss, @ForAll("points") DMatrixRMaj point, @ForAll("directions") DMatrixRMaj direction) {
        DMatrixRMaj x = columns(point, loss.cols);
        DMatrixRMaj v = columns(direction, loss.cols);
        DMatrixRMaj gradient = Autodiff.gradient(loss.function, x);
        DMatrixRMaj slope = number(CommonOps_DDRM.elementSum(CommonOps_DDRM.elementMult(gradient, v, null)));
        assertAgrees(slope, Differences.along(m -> number(loss.value(m[0])), array(x), array(v)), size(gradient));
    }

    @Property(tries = 300)
    void theHessianAgreesWithDifferencesOfTheGradient(
            @ForAll Loss loss, @ForAll("points") DMatrixRMaj point, @ForAll("directions") DMatrixRMaj direction) {
        DMatrixRMaj x = columns(point, loss.cols);
        DMatrixRMaj v = columns(direction, loss.cols);
        DMatrixRMaj product = Autodiff.hvp(loss.function, x, v);
        Estimate differences = Differences.along(m -> Autodiff.gradient(loss.function, m[0]), array(x), array(v));
        assertAgrees(product, differences, size(product));
    }

    private static void assertAgrees(DMatrixRMaj actual, Estimate differences, double scale) {
        for (int i = 0; i < actual.getNumElements(); i++) {
            assertThat(differences.error().data[i])
                    .as("error bar of entry %s: %s", i, differences)
                    .isLessThanOrEqualTo(TOLERANCE * (1 + scale));
            assertThat(Math.abs(actual.data[i] - differences.value().data[i]))
                    .as("entry %s: %s against %s", i, actual, differences)
                    .isLessThanOrEqualTo(TOLERANCE * Math.max(scale, SMALLEST) + BARS * differences.error().data[i]);
        }
    }

    private static Var fixed(Var sameShape, long seed) {
        DMatrixRMaj m = new DMatrixRMaj(sameShape.rows(), sameShape.cols());
        for (int i = 0; i < m.getNumElements(); i++) {
            m.data[i] = Math.sin(1.7 * i + seed);
        }
        return sameShape.tape().constant(m);
    }

    private static FeatureFamily family() {
        DMatrixRMaj features = new DMatrixRMaj(N, N);
        for (int i = 0; i < N * N; i++) {
            features.data[i] = Math.cos(0.9 * i);
        }
        return new FeatureFamily(features);
    }

    /** I + vvᵀ. */
    private static Var covariance(Var v) {
        return v.multTransB(v).plus(v.tape().constant(CommonOps_DDRM.identity(v.rows())));
    }

    private static Var fixedCovariance(Var v) {
        return covariance(fixed(v, 2));
    }

    private static Var gaussian(Var v, Var sigma, Var fixedSigma, boolean second) {
        Var mean = v.sum(Each.ROW).transpose();
        Var zero = v.tape().constant(new DMatrixRMaj(1, v.rows()));
        return second
                ? Gaussian.klByCovariance(zero, fixedSigma, mean, sigma)
                : Gaussian.klByCovariance(mean, sigma, zero, fixedSigma);
    }

    /** Equal affinities with a zero diagonal that sum to {@code total}. */
    private static Var affinities(Var y, double total) {
        int n = y.rows();
        DMatrixRMaj p = new DMatrixRMaj(n, n);
        CommonOps_DDRM.fill(p, total / (n * (n - 1)));
        for (int i = 0; i < n; i++) {
            p.set(i, i, 0);
        }
        return y.tape().constant(p);
    }

    private static DMatrixRMaj columns(DMatrixRMaj m, int cols) {
        return CommonOps_DDRM.extract(m, 0, m.numRows, 0, cols);
    }

    private static double size(DMatrixRMaj m) {
        return CommonOps_DDRM.elementMaxAbs(m);
    }

    private static DMatrixRMaj number(double value) {
        return new DMatrixRMaj(new double[][] {{value}});
    }

    private static DMatrixRMaj[] array(DMatrixRMaj m) {
        return new DMatrixRMaj[] {m};
    }
}
