// An engine reads the limits of the card, and its name for known bugs, then shows what it draws.
const toile = document.createElement('canvas');
const gl = toile.getContext('webgl');
if (gl) {
  for (const nom of Object.keys(WebGLRenderingContext).filter((each) => /^MAX_|_BITS$|^VE|^RENDERER$/.test(each))) gl.getParameter(gl[nom]);
  const nu = gl.getExtension('WEBGL_debug_renderer_info');
  gl.getParameter(nu ? nu.UNMASKED_RENDERER_WEBGL : 0x9246);
  const tourne = () => {
    gl.clearColor(0.2, 0.4, 0.6, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    requestAnimationFrame(tourne);
  };
  tourne();
}
document.body.append(toile);
document.title = gl ? 'Jeu' : 'Sans WebGL';
