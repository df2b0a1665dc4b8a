package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Matrices;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;

/**
 * The recipe for users of jqwik: let it draw the points, and shrink those that fail, and assert in one line.
 *
 * <p>{@code assertGradient} throws an {@link AssertionError}, which is all that jqwik asks for.
 */
class WithJqwikTest {
    @Property(tries = 200)
    void theGradientOfEntropyIsRight(@ForAll("probabilities") DMatrixRMaj p) {
        AssertDerivatives.assertGradient(
                WithJqwikTest::negativeEntropy, x -> Matrices.each(x, e -> Math.log(e) + 1), p);
    }

    @Provide
    Arbitrary<DMatrixRMaj> probabilities() {
        return Matrices.simplexRows(2, 3);
    }

    private static double negativeEntropy(DMatrixRMaj p) {
        double sum = 0;
        for (double e : Matrices.entries(p)) {
            sum += e * Math.log(e);
        }
        return sum;
    }
}
