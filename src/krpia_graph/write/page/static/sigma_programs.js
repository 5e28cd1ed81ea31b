// How the graphics card draws nodes and lines for sigma: programs in GLSL ES 3, lengths in units of the picture.
"use strict";

// A function, as what it extends exists only where there is WebGL 2. Colours are multiplied by their opacity.
function sigmaPrograms() {
  const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGL2RenderingContext;
  const LEAST_RADIUS = 1.5; // CSS pixels: what is smaller would vanish from a large picture
  const LEAST_WIDTH = 0.8;
  const shapes = Object.values(Geometry.SHAPES);
  const shapeNumber = new Map(Object.keys(Geometry.SHAPES).map((name, number) => [name, number]));
  const colour = Explorer.floatColor;

  const numbers = (name, size = 1) => ({ name, size, type: FLOAT });
  const bytes = (name) => ({ name, size: 4, type: UNSIGNED_BYTE, normalized: true });
  const pixels = ({ matrix, width, pixelRatio }) => (matrix[0] * width * pixelRatio) / 2; // of the screen, a unit

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
      float half_side = a_radius > 0.0 ? v_radius + a_border / 2.0 + 1.0 / u_pixels : 0.0;
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

  class Nodes extends Explorer.NodeProgram {
    constructor(gl, _pickingBuffer, sigma) {
      super(gl, null, sigma); // what lies under a point is found without the graphics card
    }

    getDefinition() {
      return {
        VERTICES: 4,
        VERTEX_SHADER_SOURCE: NODE_VERTEX,
        FRAGMENT_SHADER_SOURCE: NODE_FRAGMENT,
        METHOD: TRIANGLE_STRIP,
        UNIFORMS: ["u_matrix", "u_pixels", "u_least", "u_shapes"],
        ATTRIBUTES: [
          numbers("a_position", 2), numbers("a_radius"), numbers("a_border"), numbers("a_opacity"),
          numbers("a_shape"), bytes("a_colour"), bytes("a_borderColour"),
        ],
        CONSTANT_ATTRIBUTES: [numbers("a_corner", 2)],
        CONSTANT_DATA: [[-1, -1], [1, -1], [-1, 1], [1, 1]],
      };
    }

    processVisibleItem(_index, start, { x, y, look }) {
      this.array.set([
        x, y, look.radius * Geometry.SHAPES[look.shape].reach, look.borderWidth, look.opacity,
        shapeNumber.get(look.shape), colour(look.colour), colour(look.border),
      ], start);
    }

    setUniforms(view, { gl, uniformLocations }) {
      gl.uniformMatrix3fv(uniformLocations.u_matrix, false, view.matrix);
      gl.uniform1f(uniformLocations.u_pixels, pixels(view));
      gl.uniform1f(uniformLocations.u_least, LEAST_RADIUS * view.pixelRatio);
      gl.uniform4fv(uniformLocations.u_shapes, shapes.flatMap(({ corners, turn, side }) => [corners, turn, side.x, side.y]));
    }
  }

  // A strip along the curve. How far along it a point lies is summed by Gauss and Legendre, in five places.
  const EDGE_VERTEX = `#version 300 es
    uniform mat3 u_matrix;
    uniform float u_pixels;
    uniform float u_ratio;
    in vec2 a_strip;
    in vec2 a_from;
    in vec2 a_via;
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
    const float PLACES[5] = float[5](-0.9061798459, -0.5384693101, 0.0, 0.5384693101, 0.9061798459);
    const float WEIGHTS[5] = float[5](0.2369268851, 0.4786286705, 0.5688888889, 0.4786286705, 0.2369268851);
    vec2 speed(float t) {
      return 2.0 * mix(a_via - a_from, a_to - a_via, t);
    }
    float lengthTo(float t) {
      float sum = 0.0;
      for (int i = 0; i < 5; i++) sum += WEIGHTS[i] * length(speed(t * (PLACES[i] + 1.0) / 2.0));
      return sum * t / 2.0;
    }
    void main() {
      float t = a_strip.x;
      float whole = lengthTo(1.0);
      v_half = max(a_width * u_pixels, ${LEAST_WIDTH} * u_ratio) / 2.0;
      v_across = a_strip.y * (v_half + 1.0);
      v_along = lengthTo(t) * u_pixels;
      v_ends = vec2(a_covered.x, whole - a_covered.y) * u_pixels;
      v_dashes = a_dashes * max(u_pixels, u_ratio);
      v_colour = vec4(a_colour.rgb, a_opacity);
      vec2 ahead = whole > 0.0 ? normalize(speed(t)) : vec2(0.0);
      vec2 point = mix(mix(a_from, a_via, t), mix(a_via, a_to, t), t);
      point += vec2(-ahead.y, ahead.x) * v_across / u_pixels;
      gl_Position = vec4((u_matrix * vec3(point, 1.0)).xy, 0.0, 1.0);
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

  const covered = ({ look }) => (look ? look.radius * Geometry.SHAPES[look.shape].reach * Geometry.SHAPES[look.shape].inner : 0);

  const edges = (pieces) => class extends Explorer.EdgeProgram {
    getDefinition() {
      return {
        VERTICES: 2 * (pieces + 1),
        VERTEX_SHADER_SOURCE: EDGE_VERTEX,
        FRAGMENT_SHADER_SOURCE: EDGE_FRAGMENT,
        METHOD: TRIANGLE_STRIP,
        UNIFORMS: ["u_matrix", "u_pixels", "u_ratio"],
        ATTRIBUTES: [
          numbers("a_from", 2), numbers("a_via", 2), numbers("a_to", 2), numbers("a_width"), numbers("a_opacity"),
          numbers("a_dashes", 2), numbers("a_covered", 2), bytes("a_colour"),
        ],
        CONSTANT_ATTRIBUTES: [numbers("a_strip", 2)],
        CONSTANT_DATA: Array.from({ length: 2 * (pieces + 1) }, (_, i) => [Math.floor(i / 2) / pieces, i % 2 ? 1 : -1]),
      };
    }

    processVisibleItem(_index, start, from, to, { path: { a, via, b }, look }) {
      const [on, off] = look.dashes || [0, 0];
      this.array.set([
        a.x, -a.y, via.x, -via.y, b.x, -b.y, look.width, look.opacity, on, off, covered(from), covered(to),
        colour(look.colour),
      ], start);
    }

    setUniforms(view, { gl, uniformLocations }) {
      gl.uniformMatrix3fv(uniformLocations.u_matrix, false, view.matrix);
      gl.uniform1f(uniformLocations.u_pixels, pixels(view));
      gl.uniform1f(uniformLocations.u_ratio, view.pixelRatio);
    }
  };

  return { Nodes, Straight: edges(1), Curved: edges(Geometry.PIECES) };
}
