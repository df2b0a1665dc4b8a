package io.grad4j.tour.pictures;

/** A picture that is drawn once, when it is made, and asked for often. */
final class Drawing implements Picture {
    private final Picture picture;
    private final String svg;
    private final byte[] png;

    Drawing(Picture picture) {
        this.picture = picture;
        this.svg = picture.svg();
        this.png = picture.png();
    }

    @Override
    public String name() {
        return picture.name();
    }

    @Override
    public String caption() {
        return picture.caption();
    }

    @Override
    public String alternative() {
        return picture.alternative();
    }

    @Override
    public String svg() {
        return svg;
    }

    @Override
    public byte[] png() {
        return png.clone();
    }
}
