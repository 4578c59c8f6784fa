package io.lyceum.media.janus;

/** An offer as a browser makes it; nobody ever answers at its address. */
public final class SampleOffer {
  public static final String SDP =
      """
      v=0
      o=- 4611731400430051336 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      a=group:BUNDLE 0 1
      a=msid-semantic: WMS
      m=audio 9 UDP/TLS/RTP/SAVPF 111
      c=IN IP4 0.0.0.0
      a=rtcp:9 IN IP4 0.0.0.0
      a=ice-ufrag:4ZcD
      a=ice-pwd:2/1muCWoOi3uLifh0NuRHlAb
      a=ice-options:trickle
      a=fingerprint:sha-256 75:74:5A:A6:A4:E5:52:F4:A7:67:4C:01:C7:EE:91:3F:21:3D:A2:E3:53:7B:6F:30:86:F2:30:AA:65:FB:04:24
      a=setup:actpass
      a=mid:0
      a=sendonly
      a=msid:stream voice
      a=rtcp-mux
      a=rtpmap:111 opus/48000/2
      a=ssrc:1001 cname:sample
      m=video 9 UDP/TLS/RTP/SAVPF 96
      c=IN IP4 0.0.0.0
      a=rtcp:9 IN IP4 0.0.0.0
      a=ice-ufrag:4ZcD
      a=ice-pwd:2/1muCWoOi3uLifh0NuRHlAb
      a=ice-options:trickle
      a=fingerprint:sha-256 75:74:5A:A6:A4:E5:52:F4:A7:67:4C:01:C7:EE:91:3F:21:3D:A2:E3:53:7B:6F:30:86:F2:30:AA:65:FB:04:24
      a=setup:actpass
      a=mid:1
      a=sendonly
      a=msid:stream picture
      a=rtcp-mux
      a=rtpmap:96 VP8/90000
      a=rtcp-fb:96 nack
      a=rtcp-fb:96 nack pli
      a=ssrc:1002 cname:sample
      """
          .replace("\n", "\r\n");

  private SampleOffer() {}
}
