package io.grad4j.tour.models;

import io.grad4j.tour.pictures.Picture;
import java.util.List;

/**
 * What came of training a model.
 *
 * @param figures at least one
 * @param pictures of it
 */
public record Outcome(List<Figure> figures, List<Picture> pictures) {
    /** Copies the lists. */
    public Outcome {
        figures = List.copyOf(figures);
        pictures = List.copyOf(pictures);
    }

    /** With the pictures drawn, by the thread that trained. */
    Outcome drawn() {
        return new Outcome(figures, pictures.stream().map(Picture::drawn).toList());
    }

    /** Whether every figure is what it was asked to be. */
    public boolean held() {
        return figures.stream().allMatch(Figure::held);
    }
}
