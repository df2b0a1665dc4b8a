package io.grad4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Elementwise;
import io.grad4j.autodiff.ops.Shaping;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class FitTest {
    private static final Objective ROSENBROCK = theta -> Autodiff.valueAndGradient(FitTest::rosenbrock, theta);

    private static Var rosenbrock(Var v) {
        Var x = Shaping.rows(v, 0, 1);
        Var y = Shaping.rows(v, 1, 2);
        return Elementwise.square(x.negate().plus(1))
                .plus(Elementwise.square(y.minus(Elementwise.square(x))).scale(100));
    }

    private static DMatrixRMaj point(double x, double y) {
        return new DMatrixRMaj(new double[][] {{x}, {y}});
    }

    @Test
    void theValleyOfRosenbrockEndsAtOneOne() {
        List<Fit.Step> steps = new ArrayList<>();
        Fit.Result result = Fit.minimise(ROSENBROCK, point(-1.2, 1), 0, new Fit.Stopping(200, 1e-12), steps::add);
        assertThat(result.last().theta().data[0]).isCloseTo(1, within(1e-6));
        assertThat(result.last().theta().data[1]).isCloseTo(1, within(1e-6));
        assertThat(steps.get(0).iteration()).isZero();
        assertThat(steps.get(0).value()).isCloseTo(24.2, within(1e-12));
        assertThat(steps.get(0).evaluations()).isEqualTo(1);
        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i).iteration()).isEqualTo(i);
            assertThat(steps.get(i).value())
                    .isLessThanOrEqualTo(steps.get(i - 1).value());
        }
    }

    @Test
    void aResumedFitCountsOnAndEndsWhereItWasToldTo() {
        List<Fit.Step> steps = new ArrayList<>();
        Fit.Result result = Fit.minimise(ROSENBROCK, point(-1.2, 1), 7, new Fit.Stopping(10, 1e-12), steps::add);
        assertThat(steps).extracting(Fit.Step::iteration).containsExactly(7, 8, 9, 10);
        assertThat(result.reason()).isEqualTo("max iterations reached");
    }

    @Test
    void theShapeOfTheParametersIsKept() {
        Objective bowl = theta -> Autodiff.valueAndGradient(
                v -> Elementwise.square(
                                v.minus(v.tape().constant(new DMatrixRMaj(new double[][] {{1, 2, 3}, {4, 5, 6}}))))
                        .sum(),
                theta);
        Fit.Result result = Fit.minimise(bowl, new DMatrixRMaj(2, 3), 0, new Fit.Stopping(50, 1e-12), step -> {});
        assertThat(result.last().theta().numRows).isEqualTo(2);
        assertThat(result.last().theta().get(1, 0)).isCloseTo(4, within(1e-6));
    }

    @Test
    void aStartWithoutAValueIsRefused() {
        assertThatThrownBy(() -> Fit.minimise(
                        theta -> Autodiff.valueAndGradient(
                                v -> Elementwise.log(v).sum(), theta),
                        new DMatrixRMaj(1, 1),
                        0,
                        new Fit.Stopping(5, 1e-9),
                        step -> {}))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("-Infinity");
    }
}
