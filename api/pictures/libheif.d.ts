declare module 'libheif-js/libheif-wasm/libheif.js' {
  /** The few functions of libheif's C interface that are used. Pointers are numbers; errors come back by pointer. */
  export interface Libheif {
    readonly HEAPU8: Uint8Array
    _malloc(bytes: number): number
    _heif_context_alloc(): number
    _heif_context_set_maximum_image_size_limit(context: number, side: number): void
    _heif_context_read_from_memory(
      error: number,
      context: number,
      data: number,
      size: number,
      options: 0,
    ): void
    _heif_context_get_primary_image_handle(error: number, context: number, handleOut: number): void
    _heif_image_handle_get_width(handle: number): number
    _heif_image_handle_get_height(handle: number): number
    _heif_image_handle_has_alpha_channel(handle: number): number
    _heif_image_handle_get_raw_color_profile_size(handle: number): number
    _heif_image_handle_get_raw_color_profile(error: number, handle: number, out: number): void
    _heif_image_handle_get_nclx_color_profile(error: number, handle: number, profileOut: number): void
    _heif_decode_image(
      error: number,
      handle: number,
      imageOut: number,
      space: number,
      chroma: number,
      options: 0,
    ): void
    _heif_image_get_width(image: number, channel: number): number
    _heif_image_get_height(image: number, channel: number): number
    _heif_image_get_plane_readonly(image: number, channel: number, strideOut: number): number
  }

  /** Emscripten's factory; `instantiateWasm` gives it a program that is compiled already. */
  export default function openLibheif(options: {
    instantiateWasm(
      imports: WebAssembly.Imports,
      onReady: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): WebAssembly.Exports
  }): Promise<Libheif>
}
