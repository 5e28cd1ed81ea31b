// How the graphics card draws nodes and lines for sigma: programs in GLSL ES 3, lengths in units of the picture.
"use strict";

// A function, as what it extends exists only where there is WebGL 2. Colours are multiplied by their opacity.
function sigmaPrograms() {
  const { FLOAT, UNSIGNED_BYTE, TRIANGLES, TRIANGLE_STRIP } = WebGL2RenderingContext;
  const LEAST_RADIUS = 1.5; // CSS pixels: what is smaller would vanish from a large picture
  const LEAST_WIDTH = 0.8;
  const shapes = Object.values(Geometry.SHAPES);
  const shapeNumber = new Map(Object.keys(Geometry.SHAPES).map((name, number) => [name, number]));
  const colour = Explorer.floatColor;

  const numbers = (name, size = 1) => ({ name, size, type: FLOAT });
  const bytes = (name) => ({ name, size: 4, type: UNSIGNED_BYTE, normalized: true });
  const pixels = ({ matrix, width, pixelRatio }) => (matrix[0] * width * pixelRatio) / 2; // of the screen, a unit

  // Two triangles for each thing, sent to the card when they change and not, as by sigma, at each frame. Drawn
  // as instances they would take a sixth of the memory, and six times as long where there is no graphics card.
  const CORNERS = [
    [-1, -1],
    [1, -1],
    [-1, 1],
    [-1, 1],
    [1, -1],
    [1, 1],
  ];
  const stored = (Program) =>
    class extends Program {
      constructor(gl, _pickingBuffer, sigma) {
        super(gl, null, sigma); // what lies under a point is found without the graphics card
      }

      reallocate(capacity) {
        this.changed = true;
        super.reallocate(capacity);
      }

      process(...row) {
        this.changed = true;
        super.process(...row);
      }

      writeCorners(start, row) {
        CORNERS.forEach((corner, i) => {
          const at = start + i * this.ATTRIBUTES_ITEMS_COUNT;
          this.array.set(corner, at);
          this.array.set(row, at + 2);
        });
      }

      bindProgram(program) {
        const { gl, buffer } = program;
        gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
        this.ATTRIBUTES.reduce((offset, attribute) => offset + this.bindAttribute(attribute, program, offset), 0);
        if (this.changed) gl.bufferData(gl.ARRAY_BUFFER, this.array, gl.STATIC_DRAW);
        this.changed = false;
        gl.bindBuffer(gl.ARRAY_BUFFER, null);
      }
    };

  const NODE_VERTEX = `#version 300 es
    uniform mat3 u_matrix;
    uniform float u_pixels;
    uniform float u_least;
    uniform vec4 u_shapes[${shapes.length}];
    in vec2 a_corner;
    in vec2 a_position;
    in float a_radius;
    in float a_border;
    in float a_opacity;
    in float a_shape;
    in vec4 a_colour;
    in vec4 a_borderColour;
    out vec2 v_point;
    flat out vec4 v_shape;
    flat out float v_radius;
    flat out float v_border;
    flat out vec4 v_colour;
    flat out vec3 v_borderColour;
    void main() {
      v_shape = u_shapes[int(a_shape)];
      v_radius = a_radius > 0.0 ? max(a_radius, u_least / u_pixels) : 0.0;
      v_border = a_border;
      v_colour = vec4(a_colour.rgb, a_opacity);
      v_borderColour = a_borderColour.rgb;
      float half_side = a_radius > 0.0 ? v_radius + a_border / 2.0 + 0.5 / u_pixels : 0.0;
      v_point = a_corner * half_side;
      gl_Position = vec4((u_matrix * vec3(a_position + v_point * vec2(1.0, -1.0), 1.0)).xy, 0.0, 1.0);
    }`;

  // The distance to the outline is that of Geometry.toOutline.
  const NODE_FRAGMENT = `#version 300 es
    precision highp float;
    uniform float u_pixels;
    in vec2 v_point;
    flat in vec4 v_shape;
    flat in float v_radius;
    flat in float v_border;
    flat in vec4 v_colour;
    flat in vec3 v_borderColour;
    out vec4 colour;
    float toOutline(vec2 point, float corners, float turn, vec2 side) {
      if (corners == 0.0) return length(point) - v_radius;
      float half_angle = ${Math.PI} / corners;
      float angle = mod(atan(point.y, point.x) - turn, 2.0 * half_angle) - half_angle;
      vec2 corner = v_radius * vec2(cos(half_angle), sin(half_angle));
      vec2 folded = length(point) * vec2(cos(angle), abs(sin(angle))) - corner;
      folded += side * clamp(-dot(folded, side), 0.0, corner.y / side.y);
      return length(folded) * (folded.x < 0.0 ? -1.0 : 1.0);
    }
    void main() {
      float away = toOutline(v_point, v_shape.x, v_shape.y, v_shape.zw);
      float inside = clamp(0.5 - (away + v_border / 2.0) * u_pixels, 0.0, 1.0);
      float covered = clamp(0.5 - (away - v_border / 2.0) * u_pixels, 0.0, 1.0) * v_colour.a;
      colour = vec4(mix(v_borderColour, v_colour.rgb, inside) * covered, covered);
    }`;

  class Nodes extends stored(Explorer.NodeProgram) {
    getDefinition() {
      return {
        VERTICES: CORNERS.length,
        VERTEX_SHADER_SOURCE: NODE_VERTEX,
        FRAGMENT_SHADER_SOURCE: NODE_FRAGMENT,
        METHOD: TRIANGLES,
        UNIFORMS: ["u_matrix", "u_pixels", "u_least", "u_shapes"],
        ATTRIBUTES: [
          numbers("a_corner", 2),
          numbers("a_position", 2),
          numbers("a_radius"),
          numbers("a_border"),
          numbers("a_opacity"),
          numbers("a_shape"),
          bytes("a_colour"),
          bytes("a_borderColour"),
        ],
      };
    }

    processVisibleItem(_index, start, { x, y, look }) {
      this.writeCorners(start, [
        x,
        y,
        look.radius * Geometry.SHAPES[look.shape].reach,
        look.borderWidth,
        look.opacity,
        shapeNumber.get(look.shape),
        colour(look.colour),
        colour(look.border),
      ]);
    }

    setUniforms(view, { gl, uniformLocations }) {
      gl.uniformMatrix3fv(uniformLocations.u_matrix, false, view.matrix);
      gl.uniform1f(uniformLocations.u_pixels, pixels(view));
      gl.uniform1f(uniformLocations.u_least, LEAST_RADIUS * view.pixelRatio);
      gl.uniform4fv(
        uniformLocations.u_shapes,
        shapes.flatMap(({ corners, turn, side }) => [corners, turn, side.x, side.y]),
      );
    }
  }

  // `along` gives the point at t, its speed, and how far it is from the start.
  const edgeVertex = (along) => `#version 300 es
    uniform mat3 u_matrix;
    uniform float u_pixels;
    uniform float u_ratio;
    in vec2 a_corner;
    in vec2 a_from;
    in vec2 a_to;
    in float a_width;
    in float a_opacity;
    in vec2 a_dashes;
    in vec2 a_covered;
    in vec4 a_colour;
    out float v_across;
    out float v_along;
    flat out float v_half;
    flat out vec2 v_ends;
    flat out vec2 v_dashes;
    flat out vec4 v_colour;
    ${along}
    void main() {
      float t = (a_corner.x + 1.0) / 2.0;
      float whole = lengthTo(1.0);
      v_half = max(a_width * u_pixels, ${LEAST_WIDTH} * u_ratio) / 2.0;
      v_across = a_corner.y * (v_half + 0.5);
      v_along = lengthTo(t) * u_pixels;
      v_ends = vec2(a_covered.x, whole - a_covered.y) * u_pixels;
      v_dashes = a_dashes * max(u_pixels, u_ratio);
      v_colour = vec4(a_colour.rgb, a_opacity);
      vec2 ahead = whole > 0.0 ? normalize(speed(t)) : vec2(0.0);
      vec2 point = place(t) + vec2(-ahead.y, ahead.x) * v_across / u_pixels;
      gl_Position = vec4((u_matrix * vec3(point, 1.0)).xy, 0.0, 1.0);
    }`;

  const STRAIGHT = `
    vec2 place(float t) { return mix(a_from, a_to, t); }
    vec2 speed(float t) { return a_to - a_from; }
    float lengthTo(float t) { return t * distance(a_from, a_to); }`;

  // The length is summed by Gauss and Legendre, in five places.
  const CURVED = `
    in vec2 a_via;
    const float PLACES[5] = float[5](-0.9061798459, -0.5384693101, 0.0, 0.5384693101, 0.9061798459);
    const float WEIGHTS[5] = float[5](0.2369268851, 0.4786286705, 0.5688888889, 0.4786286705, 0.2369268851);
    vec2 place(float t) { return mix(mix(a_from, a_via, t), mix(a_via, a_to, t), t); }
    vec2 speed(float t) { return 2.0 * mix(a_via - a_from, a_to - a_via, t); }
    float lengthTo(float t) {
      float sum = 0.0;
      for (int i = 0; i < 5; i++) sum += WEIGHTS[i] * length(speed(t * (PLACES[i] + 1.0) / 2.0));
      return sum * t / 2.0;
    }`;

  const EDGE_FRAGMENT = `#version 300 es
    precision highp float;
    in float v_across;
    in float v_along;
    flat in float v_half;
    flat in vec2 v_ends;
    flat in vec2 v_dashes;
    flat in vec4 v_colour;
    out vec4 colour;
    void main() {
      float covered = v_colour.a * min(clamp(v_half + 0.5 - abs(v_across), 0.0, 1.0), 2.0 * v_half);
      covered *= clamp(v_along - v_ends.x + 0.5, 0.0, 1.0) * clamp(v_ends.y - v_along + 0.5, 0.0, 1.0);
      if (v_dashes.x > 0.0) {
        float middle = v_dashes.x / 2.0;
        float at = mod(v_along - v_ends.x, v_dashes.x + v_dashes.y);
        float away = min(abs(at - middle), abs(at - middle - v_dashes.x - v_dashes.y));
        covered *= clamp(middle - away + 0.5, 0.0, 1.0);
      }
      colour = vec4(v_colour.rgb * covered, covered);
    }`;

  const LINE = [
    numbers("a_from", 2),
    numbers("a_to", 2),
    numbers("a_width"),
    numbers("a_opacity"),
    numbers("a_dashes", 2),
    numbers("a_covered", 2),
    bytes("a_colour"),
  ];
  const covered = ({ look }) => look.radius * Geometry.SHAPES[look.shape].reach * Geometry.SHAPES[look.shape].inner;

  function line(from, to, { path: { a, b }, look }) {
    const [on, off] = look.dashes || [0, 0];
    return [a.x, -a.y, b.x, -b.y, look.width, look.opacity, on, off, covered(from), covered(to), colour(look.colour)];
  }

  function setLineUniforms(view, { gl, uniformLocations }) {
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, view.matrix);
    gl.uniform1f(uniformLocations.u_pixels, pixels(view));
    gl.uniform1f(uniformLocations.u_ratio, view.pixelRatio);
  }

  class Straight extends stored(Explorer.EdgeProgram) {
    getDefinition() {
      return {
        VERTICES: CORNERS.length,
        VERTEX_SHADER_SOURCE: edgeVertex(STRAIGHT),
        FRAGMENT_SHADER_SOURCE: EDGE_FRAGMENT,
        METHOD: TRIANGLES,
        UNIFORMS: ["u_matrix", "u_pixels", "u_ratio"],
        ATTRIBUTES: [numbers("a_corner", 2), ...LINE],
      };
    }

    processVisibleItem(_index, start, from, to, data) {
      this.writeCorners(start, line(from, to, data));
    }

    setUniforms(...view) {
      setLineUniforms(...view);
    }
  }

  // A strip of pieces for each line; these are instances, as there are many pieces and fewer lines.
  class Curved extends Explorer.EdgeProgram {
    getDefinition() {
      const ends = Array.from({ length: Geometry.PIECES + 1 }, (_, i) => (2 * i) / Geometry.PIECES - 1);
      return {
        VERTICES: 2 * ends.length,
        VERTEX_SHADER_SOURCE: edgeVertex(CURVED),
        FRAGMENT_SHADER_SOURCE: EDGE_FRAGMENT,
        METHOD: TRIANGLE_STRIP,
        UNIFORMS: ["u_matrix", "u_pixels", "u_ratio"],
        ATTRIBUTES: [...LINE, numbers("a_via", 2)],
        CONSTANT_ATTRIBUTES: [numbers("a_corner", 2)],
        CONSTANT_DATA: ends.flatMap((end) => [
          [end, -1],
          [end, 1],
        ]),
      };
    }

    processVisibleItem(_index, start, from, to, data) {
      this.array.set([...line(from, to, data), data.path.via.x, -data.path.via.y], start);
    }

    setUniforms(...view) {
      setLineUniforms(...view);
    }
  }

  return { Nodes, Straight, Curved };
}
