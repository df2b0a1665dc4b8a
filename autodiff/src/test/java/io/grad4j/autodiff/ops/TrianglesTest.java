package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.evaluated;
import static io.grad4j.autodiff.Matrices.matrix;
import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.Autodiff;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Parts of 1, …, 9 in three rows. */
class TrianglesTest {
    private static final DMatrixRMaj X = matrix(new double[] {1, 2, 3}, new double[] {4, 5, 6}, new double[] {7, 8, 9});

    @Test
    void trianglesKeepTheirSideAndTheDiagonal() {
        assertThat(evaluated(Triangles::lower, X).data).containsExactly(1, 0, 0, 4, 5, 0, 7, 8, 9);
        assertThat(evaluated(Triangles::upper, X).data).containsExactly(1, 2, 3, 0, 5, 6, 0, 0, 9);
        assertThat(evaluated(x -> Triangles.LOWER_HALF.of(x), X).data).containsExactly(0.5, 0, 0, 4, 2.5, 0, 7, 8, 4.5);
    }

    @Test
    void diagonalsGoBothWays() {
        assertThat(evaluated(Triangles::diagonal, X).data).containsExactly(1, 5, 9);
        assertThat(evaluated(Triangles::diagonalMatrix, column(1, 5, 9)).data)
                .containsExactly(1, 0, 0, 0, 5, 0, 0, 0, 9);
    }

    @Test
    void cotangentsFlowToThePartAlone() {
        assertThat(Autodiff.vjp(Triangles::lower, X, X).data).containsExactly(1, 0, 0, 4, 5, 0, 7, 8, 9);
        assertThat(Autodiff.vjp(Triangles::upper, X, X).data).containsExactly(1, 2, 3, 0, 5, 6, 0, 0, 9);
        assertThat(Autodiff.vjp(Triangles::diagonal, X, column(1, 2, 3)).data)
                .containsExactly(1, 0, 0, 0, 2, 0, 0, 0, 3);
        assertThat(Autodiff.vjp(Triangles::diagonalMatrix, column(0, 0, 0), X).data)
                .containsExactly(1, 5, 9);
    }
}
