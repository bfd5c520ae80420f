using System.Text;
using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using AsyncSplit.Tests.Fixtures;

namespace AsyncSplit.Tests.Envelopes;

public sealed class EnvelopeTests
{
    private const string Below = """{"at":"b","shape":"2","catches":true,"state":{"x":[1,"}]"]}},{"at":"c","shape":"3","state":null}""";

    private static readonly ResumePoint s_point = new("a@x", "1", Catches: true);

    [Fact]
    public void ACallReadsAsItWasWritten()
    {
        var header = Samples.Header(EnvelopeKind.Call, "f") with
        {
            DueAt = Samples.Created.AddDays(3),
            Deadline = Samples.Created.AddDays(4),
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            TraceState = "k=v",
            Attempt = 4,
        };

        var envelope = EnvelopeReader.Read(Samples.Write(header, PayloadKind.Arguments, """{"a":1}""", new TextState(s_point, "s"), Below));

        Assert.Equal(header, envelope.Header);
        Assert.Equal("""{"a":1}""", Text(envelope.Payload));
        Assert.Null(envelope.Top);
        var top = Frame.ReadTop(envelope.Continuation, out var rest);
        Assert.Equal(("a@x", "1", true), (top.Id, top.Fingerprint, top.Catches));
        Assert.Equal("""{"value":"s"}""", Text(top.State));
        Assert.Equal(Below, Text(rest));
    }

    [Fact]
    public void AResumeReadsItsTopFrame()
    {
        var envelope = EnvelopeReader.Read(Samples.Write(Samples.Header(EnvelopeKind.Resume, "b"), PayloadKind.Result, "5", null, Below));

        Assert.Equal("b", envelope.Top!.Id);
        Assert.Equal("""{"x":[1,"}]"]}""", Text(envelope.Top.State));
        var second = Frame.ReadTop(envelope.Continuation, out var rest);
        Assert.False(second.Catches);
        Assert.Equal("null", Text(second.State));
        Assert.True(rest.IsEmpty);
    }

    [Fact]
    public void FramesBelowTheTopAreNotRead()
    {
        var envelope = EnvelopeReader.Read(Samples.Write(Samples.Header(EnvelopeKind.Resume, "a@x"), PayloadKind.Result, "5", new TextState(s_point, "s"), "%% not JSON %%"));

        Assert.Equal("%% not JSON %%", Text(envelope.Continuation));
    }

    [Fact]
    public void WhatIsWrittenIsJson()
    {
        var body = Samples.Write(Samples.Header(EnvelopeKind.Resume, "a@x"), PayloadKind.Result, "5", new TextState(s_point, "s"), Below);

        using var document = JsonDocument.Parse(body);
        Assert.Equal(3, document.RootElement.GetProperty("frames").GetArrayLength());
        Assert.Equal("frames", document.RootElement.EnumerateObject().Last().Name);
    }

    [Fact]
    public void WhiteSpaceAndUnknownMembersAreFine()
    {
        var body = """
            { "v": 1, "chain": "c", "new": [1, {"v": 2}], "id": "m", "kind": "resume", "created": 0, "error": { "type": "T" },
              "frames": [ { "at": "a", "shape": "s", "later": {}, "state": 1 } , { "at": "b", "shape": "t", "state": 2 } ] }

            """;

        var envelope = EnvelopeReader.Read(Encoding.UTF8.GetBytes(body));

        Assert.Equal("a", envelope.Header.Target);
        Assert.Equal(PayloadKind.Error, envelope.PayloadKind);
        Assert.Equal("b", Frame.ReadTop(envelope.Continuation, out _).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"chain":"c","v":1}""")]
    [InlineData("""{"v":"1"}""")]
    [InlineData("""{"v":1}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"dance","target":"f","created":0,"args":{}}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"call","target":"f","created":0}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"call","target":"f","created":0,"result":1}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"resume","created":0,"result":1,"error":{}}""")]
    [InlineData("""{"v":1,"chain":7,"id":"m","kind":"call","target":"f","created":0,"args":{}}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"call","target":"f","created":9e99,"args":{}}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"call","target":"f","created":9223372036854775807,"args":{}}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"call","target":"f","created":0,"args":{},"frames":{}}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"call","target":"f","created":0,"args":{},"frames":[],"x":1}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"call","target":"f","created":0,"args":{},"frames":[""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"resume","created":0,"result":1,"frames":[7]}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"resume","created":0,"result":1,"frames":[{"at":"a"}]}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"resume","created":0,"result":1,"frames":[{"at":"a","shape":"s","state":{}} 5]}""")]
    public void WhatIsNoEnvelopeIsMalformed(string body)
    {
        var exception = Assert.Throws<EnvelopeException>(() => EnvelopeReader.Read(Encoding.UTF8.GetBytes(body)));

        Assert.Equal(DeadLetterKind.Malformed, exception.Kind);
    }

    [Fact]
    public void NoTruncationOrFlippedByteThrowsAnythingElse()
    {
        var body = Samples.Write(Samples.Header(EnvelopeKind.Resume, "a@x"), PayloadKind.Result, "5", new TextState(s_point, "s"), """{"at":"b","shape":"2","state":1}""");
        for (var length = 0; length < body.Length; length++)
        {
            Assert.Throws<EnvelopeException>(() => EnvelopeReader.Read(body.AsMemory(0, length)));
        }

        for (var i = 0; i < body.Length * 8; i++)
        {
            var damaged = (byte[])body.Clone();
            damaged[i / 8] ^= (byte)(1 << (i % 8));
            try
            {
                EnvelopeReader.Read(damaged);
            }
            catch (EnvelopeException)
            {
                // The one way to refuse.
            }
        }
    }

    [Fact]
    public void AnotherVersionIsRefusedByNumber()
    {
        var exception = Assert.Throws<EnvelopeException>(() => EnvelopeReader.Read("""{"v":2,"anything":true}"""u8.ToArray()));

        Assert.Equal(DeadLetterKind.UnknownVersion, exception.Kind);
        Assert.Contains('2', exception.Message);
    }

    [Fact]
    public void MessageIdsAreThoseOfTheDocument()
    {
        // docs/wire-format.md: the first 16 bytes of SHA-256("c1" + 00 00 00 00).
        var expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([(byte)'c', (byte)'1', 0, 0, 0, 0]))[..32];

        Assert.Equal(expected, MessageIds.Derive("c1", 0));
        Assert.NotEqual(expected, MessageIds.Derive("c1", 1));
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
