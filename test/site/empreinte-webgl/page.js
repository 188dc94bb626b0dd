const gl = document.createElement('canvas').getContext('webgl');
if (gl) {
  const noms = ['VENDOR', 'RENDERER', 'VERSION', 'SHADING_LANGUAGE_VERSION', 'MAX_TEXTURE_SIZE', 'MAX_RENDERBUFFER_SIZE',
    'MAX_VIEWPORT_DIMS', 'RED_BITS', 'GREEN_BITS', 'BLUE_BITS', 'ALPHA_BITS', 'DEPTH_BITS', 'STENCIL_BITS',
    'MAX_VERTEX_ATTRIBS', 'MAX_TEXTURE_IMAGE_UNITS', 'MAX_VARYING_VECTORS', 'ALIASED_LINE_WIDTH_RANGE'];
  window.empreinte = noms.map((nom) => gl.getParameter(gl[nom]));
  const nu = gl.getExtension('WEBGL_debug_renderer_info');
  window.empreinte.push(gl.getParameter(nu ? nu.UNMASKED_RENDERER_WEBGL : 0x9246));
}
document.title = gl ? 'Lecture' : 'Sans WebGL';
