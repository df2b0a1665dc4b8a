package io.grad4j.kl.estimators;

import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static io.grad4j.kl.estimators.Draws.assertWithinErrors;
import static io.grad4j.kl.estimators.Draws.column;
import static io.grad4j.kl.estimators.Draws.seeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Gaussians;
import io.grad4j.autodiff.ops.Softmaxes;
import io.grad4j.kl.Points;
import io.grad4j.kl.byhand.SoftmaxFormulas;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.ejml.data.DMatrixRMaj;

/** N(0, 1) against N(μ, 1), whose divergence is μ²/2, exactly by quadrature and from draws; and finite supports, by enumeration. */
class ValueEstimatorTest {
    private static final GaussianModel MODEL = new GaussianModel(1);
    private static final DMatrixRMaj STANDARD = column(0, 0);

    private static LogRatio<GaussianModel> against(double mu, double sigma) {
        return new LogRatio<>(
                MODEL,
                x -> Gaussians.logDensity(x, x.tape().constant(mu), x.tape().constant(sigma)));
    }

    private static ValueEstimate exact(ValueEstimator estimator, double mu) {
        return estimator.estimate(against(mu, 1), STANDARD, WeightedPoints.gaussHermite(80, 1));
    }

    private static ValueEstimate drawn(ValueEstimator estimator, double mu) {
        WeightedPoints x = WeightedPoints.drawn(MODEL.sample(STANDARD, 100_000, seeded(7)));
        return estimator.estimate(against(mu, 1), STANDARD, x);
    }

    @Example
    void k1IsUnbiasedWithDeviationTwoOverMu() {
        for (double mu : new double[] {0.1, 0.5, 1}) {
            double kl = mu * mu / 2;
            ValueEstimate k1 = exact(ValueEstimator.K1, mu);
            assertClose(k1.value(), kl, TO_HAND_FORMULA);
            assertClose(Math.sqrt(k1.variance()) / kl, 2 / mu, TO_HAND_FORMULA);
            assertThat(k1.standardError()).isZero();
            ValueEstimate draws = drawn(ValueEstimator.K1, mu);
            assertWithinErrors(draws.value(), draws.standardError(), kl);
        }
    }

    @Example
    void k2IsBiasedByAQuarterOfMuSquared() {
        for (double mu : new double[] {0.1, 0.5, 1}) {
            double kl = mu * mu / 2;
            ValueEstimate k2 = exact(ValueEstimator.K2, mu);
            assertClose((k2.value() - kl) / kl, mu * mu / 4, 1e-10);
            assertClose(Math.sqrt(k2.variance()) / kl, Math.sqrt(2 + mu * mu), TO_HAND_FORMULA);
            ValueEstimate draws = drawn(ValueEstimator.K2, mu);
            assertWithinErrors(draws.value(), draws.standardError(), kl * (1 + mu * mu / 4));
        }
    }

    @Example
    void k3IsUnbiasedAndOfLessVariance() {
        for (double mu : new double[] {0.1, 0.5, 1}) {
            double kl = mu * mu / 2;
            double squared = mu * mu;
            ValueEstimate k3 = exact(ValueEstimator.K3, mu);
            assertClose(k3.value(), kl, TO_HAND_FORMULA);
            double deviation = 2 * Math.sqrt(Math.expm1(squared) - squared) / squared;
            assertClose(Math.sqrt(k3.variance()) / kl, deviation, 1e-10);
            assertThat(k3.variance()).isLessThan(exact(ValueEstimator.K1, mu).variance());
            ValueEstimate draws = drawn(ValueEstimator.K3, mu);
            assertWithinErrors(draws.value(), draws.standardError(), kl);
        }
    }

    @Example
    void theStandardErrorOfDrawsIsThatOfTheirMean() {
        for (ValueEstimator estimator : ValueEstimator.values()) {
            ValueEstimate draws = drawn(estimator, 0.5);
            assertThat(draws.n()).isEqualTo(100_000);
            assertThat(draws.divergence()).isEqualTo(Divergence.REVERSE_KL);
            assertClose(draws.standardError(), Math.sqrt(draws.variance() / draws.n()), 1e-15);
            // The variance of 100,000 draws, whose own error is below 2 %.
            assertClose(draws.variance(), exact(estimator, 0.5).variance(), 0.06);
        }
        ValueEstimate one =
                ValueEstimator.K1.estimate(against(1, 1), STANDARD, WeightedPoints.drawn(new DMatrixRMaj(1, 1)));
        assertThat(one.standardError()).isInfinite();
    }

    @Example
    void k3HasNoVarianceWhereTheSquareOfTheRatioHasNoMean() {
        // E r² is finite for a target of variance below 2 only: at 1.5 more nodes change nothing, at 2.5 they add
        // without end.
        double light = Math.sqrt(1.5);
        double heavy = Math.sqrt(2.5);
        assertClose(k3Variance(light, 160), k3Variance(light, 80), 1e-3);
        assertThat(k3Variance(heavy, 80)).isGreaterThan(10 * k3Variance(heavy, 40));
        assertThat(k3Variance(heavy, 160)).isGreaterThan(10 * k3Variance(heavy, 80));
    }

    private static double k3Variance(double sigma, int nodes) {
        return ValueEstimator.K3
                .estimate(against(0, sigma), STANDARD, WeightedPoints.gaussHermite(nodes, 1))
                .variance();
    }

    @Provide
    Arbitrary<Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj>> logits() {
        return Points.logits();
    }

    @Property
    void onAFiniteSupportK1AndK3SumToTheDivergenceAndK3IsNowhereNegative(
            @ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq) {
        FiniteModel model = new FiniteModel(Softmaxes::logSoftmax);
        double[] p = SoftmaxFormulas.softmax(pq.get1().data);
        double[] q = SoftmaxFormulas.softmax(pq.get2().data);
        LogRatio<FiniteModel> ratio = new LogRatio<>(
                model,
                FiniteModel.logDensity(column(Arrays.stream(q).map(Math::log).toArray())));
        WeightedPoints support = model.support(pq.get1());
        double kl = SoftmaxFormulas.kl(p, q);
        for (ValueEstimator unbiased : new ValueEstimator[] {ValueEstimator.K1, ValueEstimator.K3}) {
            // D of both signs cancels in the sum, which is at least 0.01 here against terms of at most 6.
            assertClose(unbiased.estimate(ratio, pq.get1(), support).value(), kl, 1e-11);
        }
        double secondMoment = 0;
        for (int i = 0; i < p.length; i++) {
            secondMoment += p[i] * Math.pow(Math.log(p[i] / q[i]), 2) / 2;
        }
        assertClose(ValueEstimator.K2.estimate(ratio, pq.get1(), support).value(), secondMoment, 1e-11);
        try (Tape tape = new Tape()) {
            Var d = ratio.of(tape.constant(support.points()), tape.constant(pq.get1()));
            assertThat(Arrays.stream(ValueEstimator.K3.of(d).value().data)).allMatch(k -> k >= 0);
        }
    }

    @Example
    void theGradientOfFixedSamplesIsRefusedForADivergenceItIsNotOf() {
        LogRatio<GaussianModel> ratio = against(1, 1);
        assertThatThrownBy(() -> ValueEstimator.K1.gradient(Divergence.REVERSE_KL, ratio))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("gradient of KL(p_θ‖q): argument K1")
                .hasMessageContaining("E[∇log p_θ] = 0, the gradient of nothing")
                .hasMessageContaining("ScoreGradient");
        assertThatThrownBy(() -> ValueEstimator.K3.gradient(Divergence.REVERSE_KL, ratio))
                .hasMessageContaining("gradient of KL(p_θ‖q): argument K3")
                .hasMessageContaining("the gradient of KL(q‖p_θ)");
        assertThatThrownBy(() -> ValueEstimator.K1.gradient(Divergence.FORWARD_KL, ratio))
                .hasMessageContaining("LikelihoodGradient");
        assertThatThrownBy(() -> ValueEstimator.K2.gradient(Divergence.FORWARD_KL, ratio))
                .hasMessageContaining("argument K2");
        assertThat(ValueEstimator.K2.gradient(Divergence.REVERSE_KL, ratio).divergence())
                .isEqualTo(Divergence.REVERSE_KL);
        assertThat(ValueEstimator.K3.gradient(Divergence.FORWARD_KL, ratio).divergence())
                .isEqualTo(Divergence.FORWARD_KL);
    }

    @Example
    void aTargetWithoutMassAtAPointOfTheModelIsRefused() {
        FiniteModel model = new FiniteModel(Softmaxes::logSoftmax);
        UnaryOperator<Var> half = FiniteModel.logDensity(column(0, Double.NEGATIVE_INFINITY));
        DMatrixRMaj theta = column(0, 0);
        assertThatThrownBy(() -> ValueEstimator.K1.estimate(new LogRatio<>(model, half), theta, model.support(theta)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("log-density: argument target: entry (1,0) = -Infinity is not finite");
        assertThatThrownBy(() -> ValueEstimator.K1.estimate(
                        new LogRatio<>(MODEL, x -> x.transpose()),
                        STANDARD,
                        WeightedPoints.drawn(new DMatrixRMaj(3, 1))))
                .hasMessageContaining("argument target: 1×3 where 3×1 is needed");
    }
}
