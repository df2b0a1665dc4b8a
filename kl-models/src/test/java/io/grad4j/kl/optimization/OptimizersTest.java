package io.grad4j.kl.optimization;

import static io.grad4j.autodiff.ops.Elementwise.abs;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Shaping.rows;
import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;
import static io.grad4j.autodiff.ops.Softmaxes.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.Close;
import io.grad4j.kl.Points;
import io.grad4j.kl.divergences.Discrete;
import io.grad4j.kl.optimization.Solution.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

class OptimizersTest {
    /** A gradient within 1e-8 of 0 leaves this much of the parameters open, the curvatures here being above 0.1. */
    private static final double REACHED = 1e-6;

    private static final StoppingRule TIGHT = new StoppingRule(1e-8, 1000);

    /** The two methods that use curvature. */
    private static List<Optimizer<? super TwiceDifferentiable>> newtonian(StoppingRule rule) {
        return List.of(new QuasiNewton(rule, Progress.NONE), new TrustRegion(rule, Progress.NONE));
    }

    /** All four, descent with steps that suit curvatures of 1 to about 30. */
    private static List<Optimizer<? super TwiceDifferentiable>> all(double step, int iterations) {
        StoppingRule rule = new StoppingRule(1e-8, iterations);
        List<Optimizer<? super TwiceDifferentiable>> all = new ArrayList<>(newtonian(rule));
        all.add(new GradientDescent(step, rule));
        all.add(new Adam(step, rule));
        return all;
    }

    private static DMatrixRMaj column(double... entries) {
        return DMatrixRMaj.wrap(entries.length, 1, entries.clone());
    }

    /** Σ 100(x_{i+1} - x_i²)² + (1 - x_i)². */
    private static Var rosenbrock(Var x) {
        int n = x.rows();
        Var head = rows(x, 0, n - 1);
        Var valley = square(rows(x, 1, n).minus(square(head))).sum().scale(100);
        return valley.plus(square(head.minus(1)).sum());
    }

    @Example
    void theValleyOfRosenbrockIsFollowedToItsEnd() {
        for (Optimizer<? super TwiceDifferentiable> optimizer : newtonian(TIGHT)) {
            for (DMatrixRMaj start : List.of(column(-1.2, 1), column(-1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1))) {
                Solution end = optimizer.minimize(Objective.of(OptimizersTest::rosenbrock), start);
                assertThat(end.stop()).as("%s", end).isEqualTo(Stop.GRADIENT_WITHIN_TOLERANCE);
                assertThat(end.iterations()).isLessThan(150);
                double[] x = end.parameters().data;
                // With eight variables there is a second minimum, near x₁ = -1.
                assertThat(end.value()).isLessThan(4);
                assertThat(start.numRows > 2 || Math.abs(x[0] - 1) + Math.abs(x[1] - 1) < REACHED)
                        .isTrue();
            }
        }
    }

    @Provide
    Arbitrary<Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj>> quadratics() {
        return Combinators.combine(Points.covariance(4), Points.column(4, 3)).as(Tuple::of);
    }

    @Property(tries = 30)
    void aConvexQuadraticIsLeastWhereItsEquationsHold(
            @ForAll("quadratics") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> quadratic) {
        DMatrixRMaj a = quadratic.get1();
        DMatrixRMaj solution = quadratic.get2();
        DMatrixRMaj b = CommonOps_DDRM.mult(a, solution, null);
        TwiceDifferentiable f = Objective.of(x -> {
            Tape tape = x.tape();
            return x.dot(tape.constant(a).mult(x))
                    .scale(0.5)
                    .minus(tape.constant(b).dot(x));
        });
        for (Optimizer<? super TwiceDifferentiable> optimizer : all(0.05, 5000)) {
            Solution end = optimizer.minimize(f, new DMatrixRMaj(4, 1));
            assertThat(CommonOps_DDRM.elementMaxAbs(CommonOps_DDRM.subtract(end.parameters(), solution, null)))
                    .as("%s", end)
                    .isLessThan(1e-5);
            assertThat(end.evaluations()).isGreaterThan(end.iterations());
        }
    }

    @Example
    void noPointIsEvaluatedTwiceInARow() {
        TwiceDifferentiable f = Objective.of(x -> logSumExp(x)
                .plus(square(x).dot(x.tape().constant(new DMatrixRMaj(new double[][] {{1}, {10}, {300}})))));
        List<List<Double>> points = new ArrayList<>();
        Solution end = new QuasiNewton(new StoppingRule(1e-8, 100), Progress.NONE)
                .minimize(
                        x -> {
                            points.add(Arrays.stream(x.data).boxed().toList());
                            return f.at(x);
                        },
                        new DMatrixRMaj(new double[][] {{-1.2}, {1}, {0.5}}));
        assertThat(end.converged()).isTrue();
        assertThat(points).hasSize(end.evaluations()).doesNotHaveDuplicates();
    }

    @Property(tries = 30)
    void theForwardDivergenceOfASoftmaxIsConvexAndLeastAtQ(
            @ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> startAndQ) {
        DMatrixRMaj q = startAndQ.get2();
        for (Optimizer<? super TwiceDifferentiable> optimizer : newtonian(TIGHT)) {
            assertReachesQ(
                    optimizer,
                    theta -> Discrete.kl(logSoftmax(theta.tape().constant(q)), logSoftmax(theta)),
                    startAndQ.get1(),
                    q);
        }
    }

    /** The reverse divergence is flat far out, where p has one point; this start is near enough. */
    @Example
    void theReverseDivergenceOfASoftmaxIsLeastAtQ() {
        DMatrixRMaj q = column(Math.log(0.1), Math.log(0.2), Math.log(0.2), Math.log(0.5));
        for (Optimizer<? super TwiceDifferentiable> optimizer : all(0.5, 2000)) {
            assertReachesQ(
                    optimizer,
                    theta -> Discrete.kl(logSoftmax(theta), theta.tape().constant(q)),
                    column(0.1, 0.2, 0.3, 0.4),
                    q);
        }
    }

    private static void assertReachesQ(
            Optimizer<? super TwiceDifferentiable> optimizer,
            UnaryOperator<Var> divergence,
            DMatrixRMaj start,
            DMatrixRMaj q) {
        Solution end = optimizer.minimize(Objective.of(divergence), start);
        try (Tape tape = new Tape()) {
            DMatrixRMaj p = softmax(tape.constant(end.parameters())).value();
            Close.assertClose(p, softmax(tape.constant(q)).value().data, 1e-5);
        }
    }

    @Provide
    Arbitrary<Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj>> logits() {
        return Points.logits();
    }

    @Example
    void theFirstStepIsNoLongerThanOneHoweverSteepTheStart() {
        for (Optimizer<? super TwiceDifferentiable> optimizer : newtonian(new StoppingRule(0, 1))) {
            List<Double> trials = new ArrayList<>();
            TwiceDifferentiable steep = Objective.of(x -> {
                trials.add(Math.abs(x.get(0, 0) - 3));
                return square(x).sum().scale(1e6);
            });
            optimizer.minimize(steep, column(3));
            assertThat(trials.stream().skip(1).findFirst().orElseThrow()).isLessThanOrEqualTo(1 + 1e-12);
        }
    }

    @Example
    void aTrialOutsideOfTheDomainIsRetreatedFrom() {
        // From (0.5, 3) the first steps lead below 0, where the logarithm is not a number; the minimum is at 0.01.
        TwiceDifferentiable barrier =
                Objective.of(x -> x.minus(log(x).scale(0.01)).sum());
        for (Optimizer<? super TwiceDifferentiable> optimizer : newtonian(StoppingRule.DEFAULT)) {
            Solution end = optimizer.minimize(barrier, column(0.5, 3));
            assertThat(end.converged()).as("%s", end).isTrue();
            assertThat(end.parameters().data).containsExactly(new double[] {0.01, 0.01}, within(REACHED));
        }
    }

    @Example
    void anOverflowingTrialIsRetreatedFrom() {
        TwiceDifferentiable f =
                Objective.of(x -> exp(exp(x)).minus(x.scale(1e4)).sum());
        for (Optimizer<? super TwiceDifferentiable> optimizer : newtonian(TIGHT)) {
            Solution end = optimizer.minimize(f, column(-30));
            // x + eˣ = ln 1e4.
            double x = end.parameters().data[0];
            assertThat(x + Math.exp(x)).as("%s", end).isCloseTo(Math.log(1e4), within(REACHED));
        }
    }

    @Example
    void descentThatLeavesTheDomainStopsAtTheLastPointInsideAndSaysSo() {
        Objective f = Objective.of(x -> square(x).sum());
        for (Optimizer<Objective> optimizer :
                List.of(new GradientDescent(1e300, TIGHT), new Adam(1e308, 0, 0, 1e-8, TIGHT, Progress.NONE))) {
            Solution end = optimizer.minimize(f, column(100));
            assertThat(end.stop()).isEqualTo(Stop.NOT_FINITE);
            assertThat(end.parameters().data).containsExactly(100);
            assertThat(end.value()).isEqualTo(10000);
        }
    }

    @Example
    void aKinkStallsTheSearchAndIsNotCalledConverged() {
        Solution end = new QuasiNewton(TIGHT, Progress.NONE)
                .minimize(
                        Objective.of(x ->
                                abs(x.minus(1.0 / 3)).sum().plus(abs(x).sum().scale(0.5))),
                        column(0.9));
        assertThat(end.stop()).isEqualTo(Stop.STALLED);
        assertThat(end.converged()).isFalse();
        assertThat(end.value()).isLessThan(0.2);
    }

    @Example
    void anObjectiveWithoutAMinimumEndsWithoutBeingCalledConverged() {
        for (Optimizer<? super TwiceDifferentiable> optimizer : newtonian(TIGHT)) {
            Solution end = optimizer.minimize(Objective.of(x -> square(x).sum().negate()), column(1, 2));
            assertThat(end.converged()).as("%s", end).isFalse();
            assertThat(end.value()).isLessThanOrEqualTo(-5).isFinite();
        }
    }

    @Example
    void theIterationLimitIsKept() {
        StoppingRule three = new StoppingRule(0, 3);
        List<Optimizer<? super TwiceDifferentiable>> all = new ArrayList<>(newtonian(three));
        all.add(new GradientDescent(1e-3, three));
        all.add(new Adam(1e-3, three));
        for (Optimizer<? super TwiceDifferentiable> optimizer : all) {
            Solution end = optimizer.minimize(Objective.of(OptimizersTest::rosenbrock), column(-1.2, 1));
            assertThat(end.stop()).isEqualTo(Stop.ITERATION_LIMIT);
            assertThat(end.iterations()).isEqualTo(3);
        }
    }

    @Example
    void aStartThatIsAMinimumIsLeftAsItIs() {
        for (Optimizer<? super TwiceDifferentiable> optimizer : all(0.1, 10)) {
            Solution end = optimizer.minimize(Objective.of(OptimizersTest::rosenbrock), column(1, 1));
            assertThat(end).isEqualTo(new Solution(end.parameters(), 0, 0, 0, 1, Stop.GRADIENT_WITHIN_TOLERANCE));
            assertThat(end.parameters().data).containsExactly(1, 1);
            Solution none = optimizer.minimize(Objective.of(x -> x.sum()), new DMatrixRMaj(0, 1));
            assertThat(none.converged()).isTrue();
        }
    }

    @Example
    void theParametersKeepTheirShapeAndTheStartIsLeftUnchanged() {
        for (Optimizer<? super TwiceDifferentiable> optimizer : all(0.1, 2000)) {
            DMatrixRMaj start = new DMatrixRMaj(new double[][] {{1, 2, 3}, {4, 5, 6}});
            Solution end = optimizer.minimize(
                    Objective.of(x -> square(x.minus(7)).sum().scale(0.5)), start);
            assertThat(end.parameters().numRows).isEqualTo(2);
            assertThat(end.parameters().numCols).isEqualTo(3);
            assertThat(Arrays.stream(end.parameters().data)).allMatch(x -> Math.abs(x - 7) < REACHED);
            assertThat(start.data).containsExactly(1, 2, 3, 4, 5, 6);
        }
    }

    @Example
    void gradientDescentWithStepsOneOverTIsTheRunningMeanOfItsSamples() {
        double[] samples = {3, -1, 4, 1, -5, 9, 2, 6};
        int[] drawn = {0};
        Objective half = theta -> {
            double error = theta.data[0] - samples[Math.min(drawn[0]++, samples.length - 1)];
            return new ValueAndGradient(error * error / 2, column(error));
        };
        Solution end = new GradientDescent(1, 1, StoppingRule.after(samples.length), Progress.NONE)
                .minimize(half, column(100));
        assertThat(end.parameters().data[0])
                .isCloseTo(Arrays.stream(samples).average().orElseThrow(), within(1e-14));
    }

    @Example
    void theFirstTwoStepsOfAdamAreThoseOfItsFormulas() {
        // Within 1e-8, which is ε. g = 2x: x₁ = 1 - 0.1; m₂ = 0.9·0.2 + 0.1·1.8 = 0.36, v₂ = 0.999·0.004 + 0.001·3.24 =
        // 0.007236.
        Solution one = new Adam(0.1, StoppingRule.after(1))
                .minimize(Objective.of(x -> square(x).sum()), column(1));
        assertThat(one.parameters().data[0]).isCloseTo(0.9, within(1e-8));
        Solution two = new Adam(0.1, StoppingRule.after(2))
                .minimize(Objective.of(x -> square(x).sum()), column(1));
        double step = 0.1 * (0.36 / 0.19) / Math.sqrt(0.007236 / 0.001999);
        assertThat(two.parameters().data[0]).isCloseTo(0.9 - step, within(1e-8));
    }

    @Example
    void badStartsAndObjectivesAreRefused() {
        for (Optimizer<? super TwiceDifferentiable> optimizer : all(0.1, 10)) {
            assertThatThrownBy(() -> optimizer.minimize(Objective.of(Var::sum), column(0, Double.NaN)))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("minimize: argument start: entry (1,0) = NaN");
            assertThatThrownBy(() -> optimizer.minimize(Objective.of(x -> exp(exp(x))), column(10)))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("the objective there is Infinity");
            assertThatThrownBy(() -> optimizer.minimize(Objective.of(x -> x), column(1, 2)))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("1×1");
        }
        Objective wrongShape = x -> new ValueAndGradient(1, new DMatrixRMaj(1, 2));
        assertThatThrownBy(() -> new QuasiNewton().minimize(wrongShape, column(1, 2)))
                .hasMessageContaining("objective: 1×2 where 2×1 is needed");
        Objective steep = x -> new ValueAndGradient(1, column(Double.POSITIVE_INFINITY));
        assertThatThrownBy(() -> new QuasiNewton().minimize(steep, column(1)))
                .hasMessageContaining("its gradient at the start: entry (0,0) = Infinity");
    }

    @Example
    void badConstantsAreRefused() {
        assertThatThrownBy(() -> new StoppingRule(-1, 5)).hasMessageContaining("tolerance");
        assertThatThrownBy(() -> new StoppingRule(Double.NaN, 5)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new StoppingRule(0, -5)).hasMessageContaining("iterations: -5");
        assertThatThrownBy(() -> new GradientDescent(0, TIGHT)).hasMessageContaining("step: 0.0");
        assertThatThrownBy(() -> new GradientDescent(1, -1, TIGHT, Progress.NONE))
                .hasMessageContaining("decay");
        assertThatThrownBy(() -> new Adam(Double.NaN, TIGHT)).hasMessageContaining("step");
        assertThatThrownBy(() -> new Adam(1, 1, 0, 1, TIGHT, Progress.NONE)).hasMessageContaining("beta1");
        assertThatThrownBy(() -> new Adam(1, 0, -1, 1, TIGHT, Progress.NONE)).hasMessageContaining("beta2");
        assertThatThrownBy(() -> new Adam(1, 0, 0, 0, TIGHT, Progress.NONE)).hasMessageContaining("epsilon");
    }
}
