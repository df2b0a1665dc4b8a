package io.grad4j.autodiff.check;

import static io.grad4j.autodiff.Matrices.factor;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Matrices;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.ops.Elementwise;
import io.grad4j.autodiff.ops.Gaussians;
import java.util.EnumSet;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrimitiveLawsTest {
    @ParameterizedTest
    @EnumSource
    void aPlantedFaultBreaksTheLawsItShouldAndNoOther(Planted planted) {
        assertThat(PrimitiveLaws.examine(planted.specimen()).failures())
                .containsExactlyInAnyOrderElementsOf(planted.broken);
    }

    @Test
    void everyLawCanBeBroken() {
        Set<Law> broken = EnumSet.noneOf(Law.class);
        for (Planted planted : Planted.values()) {
            broken.addAll(planted.broken);
        }
        assertThat(broken).containsExactlyInAnyOrder(Law.values());
    }

    @Test
    void aBrokenLawIsReportedWithItsSentenceAndTheNumbers() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() ->
                        PrimitiveLaws.examine(Planted.WRONG_SIGN.specimen()).assertHold())
                .withMessageContaining("WRONG_SIGN at 2×3")
                .withMessageContaining("BROKEN: the tangent agrees with differences (argument 0 (")
                .withMessageContaining("HOLDS: the vjp is the transpose of the jvp");
    }

    @Test
    void aSlopeTooSmallForDifferencesIsUndecidedAndDoesNotPass() {
        PrimitiveLaws.Report report = PrimitiveLaws.examine(Specimen.of(Elementwise.TANH, number(17)));
        assertThat(report.findings().get(0).verdict()).isEqualTo(Finding.Verdict.UNDECIDED);
        assertThat(report.failures()).contains(Law.TANGENT);
    }

    @Test
    void aPointOutsideTheDomainIsRefused() {
        assertThatThrownBy(() -> PrimitiveLaws.examine(Specimen.of(Elementwise.LOG, row(1, -1))))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("(0,1) = -1.0");
    }

    @Test
    void anArgumentMovesOnlyInTheDirectionsAllowed() {
        Specimen free = Specimen.of(Gaussians.WHITEN, generic(4, 2, 1), generic(1, 2, 2), factor(2, 3));
        Specimen held = free.along(2, Matrices::lower);
        assertThat(PrimitiveLaws.examine(free).failures()).contains(Law.TANGENT);
        assertThat(PrimitiveLaws.examine(held).failures()).isEmpty();
    }

    /** a + 2b, a primitive of a user's own, whose slopes are numbers. */
    private record Mixture() implements Primitive {
        @Override
        public String label() {
            return "mixture";
        }

        @Override
        public int arity() {
            return 2;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            return Shape.broadcast(label(), x[0], x[1]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            for (int i = 0; i < y.numRows; i++) {
                for (int j = 0; j < y.numCols; j++) {
                    y.set(i, j, x[0].get(i, 0) + 2 * x[1].get(0, j));
                }
            }
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.slope("", argument, (a, b, y) -> y.tape().constant(argument + 1));
        }
    }

    @Test
    void aUsersOwnPrimitiveWithANumberForASlopeObeysEveryLaw() {
        PrimitiveLaws.examine(Specimen.of(new Mixture(), generic(3, 1, 1), generic(1, 2, 2)))
                .assertHold();
    }
}
