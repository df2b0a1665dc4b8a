package io.grad4j.kl.estimators;

import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static io.grad4j.kl.estimators.Draws.assertWithinErrors;
import static io.grad4j.kl.estimators.Draws.column;
import static io.grad4j.kl.estimators.Draws.seeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.ops.Softmaxes;
import io.grad4j.kl.Points;
import io.grad4j.kl.byhand.SoftmaxFormulas;
import io.grad4j.kl.divergences.Discrete;
import io.grad4j.kl.optimization.GradientDescent;
import io.grad4j.kl.optimization.Objective;
import io.grad4j.kl.optimization.Progress;
import io.grad4j.kl.optimization.Solution;
import io.grad4j.kl.optimization.StoppingRule;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;

/** Gradients and algorithms on finite supports, exactly by enumeration and from draws. */
class AlgorithmsTest {
    private static final FiniteModel SOFTMAX = new FiniteModel(Softmaxes::logSoftmax);
    private static final DMatrixRMaj START = column(0.1, 0.2, 0.3, 0.4);
    private static final double[] Q = {0.1, 0.2, 0.2, 0.5};

    private static LogRatio<FiniteModel> against(double[] q) {
        return new LogRatio<>(SOFTMAX, FiniteModel.logDensity(logarithms(q)));
    }

    private static DMatrixRMaj logarithms(double[] q) {
        return column(Arrays.stream(q).map(Math::log).toArray());
    }

    private static double kl(DMatrixRMaj theta) {
        return kl(theta, Q);
    }

    private static double kl(DMatrixRMaj theta, double[] q) {
        return SoftmaxFormulas.kl(SoftmaxFormulas.softmax(theta.data), q);
    }

    @Provide
    Arbitrary<Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj>> logits() {
        return Points.logits();
    }

    @Property
    void enumeratedEveryEstimatorIsTheTapesGradientOfItsDivergence(
            @ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq,
            @ForAll @DoubleRange(min = -5, max = 5) double baseline) {
        DMatrixRMaj theta = pq.get1();
        double[] q = SoftmaxFormulas.softmax(pq.get2().data);
        DMatrixRMaj logQ = logarithms(q);
        DMatrixRMaj reverse =
                Autodiff.gradient(t -> Discrete.kl(logSoftmax(t), t.tape().constant(logQ)), theta);
        DMatrixRMaj forward = Autodiff.gradient(t -> Discrete.kl(t.tape().constant(logQ), logSoftmax(t)), theta);
        WeightedPoints ofModel = SOFTMAX.support(theta);
        WeightedPoints ofTarget = WeightedPoints.of(ofModel.points(), column(q));
        LogRatio<FiniteModel> ratio = against(q);
        ScoreWeight weight = new ScoreWeight.Baseline(baseline);
        assertAgree(new ScoreGradient(ratio, weight).estimate(theta, ofModel), reverse);
        assertAgree(
                new FixedSampleGradient(ValueEstimator.K1, Divergence.REVERSE_KL, ratio).estimate(theta, ofModel),
                theta.createLike());
        assertAgree(ValueEstimator.K2.gradient(Divergence.REVERSE_KL, ratio).estimate(theta, ofModel), reverse);
        assertAgree(ValueEstimator.K3.gradient(Divergence.FORWARD_KL, ratio).estimate(theta, ofModel), forward);
        assertAgree(new LikelihoodGradient(SOFTMAX).estimate(theta, ofTarget), forward);
        DMatrixRMaj byScores = new ScoreFunction(Softmaxes::logSoftmax, theta).gradientOfKlTo(logQ, -baseline);
        assertAgree(new ScoreGradient(ratio, weight).estimate(theta, ofModel), byScores);
    }

    /** A baseline of 5 adds terms of size 5 that cancel, against a gradient that may be as small as 0.01. */
    private static void assertAgree(GradientEstimate estimate, DMatrixRMaj gradient) {
        assertThat(estimate.gradient().data).containsExactly(gradient.data, within(1e-14 * 5));
        assertThat(estimate.standardError().data).containsOnly(0);
    }

    @Property(tries = 100)
    void theVarianceOfATermIsThatOfTheEnumeratedTerms(@ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq) {
        double[] theta = pq.get1().data;
        double[] p = SoftmaxFormulas.softmax(theta);
        double[] q = SoftmaxFormulas.softmax(pq.get2().data);
        double[] expected = new double[p.length];
        for (int a = 0; a < p.length; a++) {
            double mean = 0;
            double[] terms = new double[p.length];
            for (int x = 0; x < p.length; x++) {
                terms[x] = ((x == a ? 1 : 0) - p[a]) * Math.log(p[x] / q[x]);
                mean += p[x] * terms[x];
            }
            for (int x = 0; x < p.length; x++) {
                expected[a] += p[x] * (terms[x] - mean) * (terms[x] - mean);
            }
        }
        GradientEstimate d =
                new ScoreGradient(against(q), ScoreWeight.D).estimate(pq.get1(), SOFTMAX.support(pq.get1()));
        // Squares of at most 36, of which eight are summed.
        assertThat(d.variance().data).containsExactly(expected, within(1e-13));
    }

    @Example
    void overAllTriplesOfDrawsLeavingOneOutHasTheGradientAsItsMean() {
        double[] p = SoftmaxFormulas.softmax(START.data);
        GradientEstimator leaveOneOut = new ScoreGradient(against(Q), ScoreWeight.LEAVE_ONE_OUT);
        double[] mean = new double[4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                for (int k = 0; k < 4; k++) {
                    GradientEstimate triple = leaveOneOut.estimate(START, WeightedPoints.drawn(column(i, j, k)));
                    for (int a = 0; a < 4; a++) {
                        mean[a] += p[i] * p[j] * p[k] * triple.gradient().data[a];
                    }
                }
            }
        }
        DMatrixRMaj exact =
                Autodiff.gradient(t -> Discrete.kl(logSoftmax(t), t.tape().constant(logarithms(Q))), START);
        assertClose(exact, mean, TO_HAND_FORMULA);
    }

    @Example
    void drawsOfTheModelHaveItsProbabilities() {
        DMatrixRMaj x = SOFTMAX.sample(START, 40_000, seeded(19));
        double[] p = SoftmaxFormulas.softmax(START.data);
        for (int i = 0; i < 4; i++) {
            int point = i;
            double share = Arrays.stream(x.data).filter(v -> v == point).count() / 40_000.0;
            assertWithinErrors(share, Math.sqrt(p[i] * (1 - p[i]) / 40_000), p[i]);
        }
    }

    @Example
    void theFirstAlgorithmDescendsAndWithTheDisplayedSignItClimbs() {
        assertClimbs(START, Q, 0.1131, 2.2960);
    }

    @Example
    void fromAnotherStartToo() {
        assertClimbs(column(0.81, -0.87, 0.63, 0.61), new double[] {0.262, 0.244, 0.235, 0.259}, 0.1146, 1.3326);
    }

    private static void assertClimbs(DMatrixRMaj start, double[] q, double from, double to) {
        assertThat(kl(start, q)).isCloseTo(from, within(1e-4));
        Objective exact = new ScoreGradient(against(q), ScoreWeight.D).objective(SOFTMAX::support);
        GradientDescent descent = new GradientDescent(0.5, StoppingRule.after(300));
        Solution minus = descent.minimize(exact, start);
        assertThat(kl(minus.parameters(), q)).isBetween(-1e-15, 1e-15);
        Objective displayed = theta -> {
            ValueAndGradient at = exact.at(theta);
            DMatrixRMaj opposite = at.gradient().copy();
            Arrays.setAll(opposite.data, i -> -opposite.data[i]);
            return new ValueAndGradient(at.value(), opposite);
        };
        Solution plus = descent.minimize(displayed, start);
        assertThat(kl(plus.parameters(), q)).isCloseTo(to, within(1e-4));
        assertThat(plus.value()).isCloseTo(kl(plus.parameters(), q), within(1e-12));
    }

    @Example
    void theFirstAlgorithmReachesTheTargetFromDrawsOfTheModel() {
        UniformRandomProvider random = seeded(29);
        for (ScoreWeight weight : new ScoreWeight[] {ScoreWeight.D, ScoreWeight.LEAVE_ONE_OUT}) {
            Objective drawn = new ScoreGradient(against(Q), weight)
                    .objective(theta -> WeightedPoints.drawn(SOFTMAX.sample(theta, 8, random)));
            Solution end = new GradientDescent(0.5, StoppingRule.after(1000)).minimize(drawn, START);
            // At the target these weights are 0, so that constant steps end there and not in a cloud around it.
            assertThat(kl(end.parameters())).as("%s", weight).isLessThan(1e-6);
        }
    }

    @Example
    void oneDrawAStepIsEnoughForBothAlgorithms() {
        UniformRandomProvider random = seeded(37);
        Objective first = new ScoreGradient(against(Q), ScoreWeight.D)
                .objective(theta -> WeightedPoints.drawn(SOFTMAX.sample(theta, 1, random)));
        Solution byModel = new GradientDescent(0.1, StoppingRule.after(5000)).minimize(first, START);
        assertThat(kl(byModel.parameters())).isLessThan(1e-6);
        Objective second = new LikelihoodGradient(SOFTMAX)
                .objective(theta -> WeightedPoints.drawn(SOFTMAX.sample(logarithms(Q), 1, random)));
        Solution byTarget =
                new GradientDescent(0.5, 0.01, StoppingRule.after(5000), Progress.NONE).minimize(second, START);
        assertThat(kl(byTarget.parameters())).isLessThan(1e-2);
    }

    @Example
    void theSecondAlgorithmReachesTheTargetFromDrawsOfTheTarget() {
        UniformRandomProvider random = seeded(31);
        Objective drawn = new LikelihoodGradient(SOFTMAX)
                .objective(theta -> WeightedPoints.drawn(SOFTMAX.sample(logarithms(Q), 8, random)));
        GradientDescent descent = new GradientDescent(1, 0.01, StoppingRule.after(4000), Progress.NONE);
        Solution end = descent.minimize(drawn, START);
        // 32,000 draws leave a divergence of about 3 / 64,000; the last, larger steps add to it.
        assertThat(kl(end.parameters())).isLessThan(1e-3);
        Objective exact = new LikelihoodGradient(SOFTMAX)
                .objective(theta -> WeightedPoints.of(SOFTMAX.support(theta).points(), column(Q)));
        Solution enumerated = new GradientDescent(0.5, StoppingRule.after(300)).minimize(exact, START);
        assertThat(kl(enumerated.parameters())).isBetween(-1e-15, 1e-12);
    }

    @Example
    void pointsThatAreNoNumbersOfTheSupportAreRefused() {
        GradientEstimator d = new ScoreGradient(against(Q), ScoreWeight.D);
        assertThatThrownBy(() -> d.estimate(START, WeightedPoints.drawn(column(0.5))))
                .hasMessageContaining("FiniteModel: argument x: entry (0,0) = 0.5 is not the number of a point");
        assertThatThrownBy(() -> d.estimate(START, WeightedPoints.drawn(column(4))))
                .hasMessageContaining("4");
        assertThatThrownBy(() -> new ScoreGradient(
                                new LogRatio<>(new FiniteModel(t -> t.transpose()), x -> x), ScoreWeight.D)
                        .estimate(START, WeightedPoints.drawn(column(0))))
                .hasMessageContaining("log-probabilities: 1×4 where 1×1 is needed");
        FiniteModel logits = new FiniteModel(t -> t);
        assertThatThrownBy(() -> logits.sample(START, 3, seeded(1)))
                .hasMessageContaining("the sum of their exponentials is 5.16");
        assertThatThrownBy(() -> new LikelihoodGradient(logits).estimate(START, WeightedPoints.drawn(column(0))))
                .hasMessageContaining("where 1 is needed");
    }
}
