using System.Text;
using AsyncSplit.Envelopes;
using AsyncSplit.Runtime;
using AsyncSplit.Tests.Fixtures;

namespace AsyncSplit.Tests.Envelopes;

/// <summary>The reader of what the writer writes, against the one that reads any envelope: it knows no others, and reads them no other way.</summary>
public sealed class WrittenEnvelopeTests
{
    private static readonly ResumePoint s_point = new("a@x", "1", Catches: false);
    private static readonly ResumePoint s_catching = new("a@x", "1", Catches: true);

    [Fact]
    public void WhatTheWriterWritesIsReadWithoutTheOther()
    {
        foreach (var body in Written())
        {
            Assert.NotNull(WrittenEnvelope.TryRead(body, default));
            AssertSame(body);
        }
    }

    [Fact]
    public void WhatIsDamagedIsReadByNeitherOrByBothAlike()
    {
        foreach (var body in Written())
        {
            for (var length = 0; length < body.Length; length++)
            {
                AssertSame(body.AsMemory(0, length));
            }

            for (var bit = 0; bit < body.Length * 8; bit++)
            {
                var damaged = (byte[])body.Clone();
                damaged[bit / 8] ^= (byte)(1 << (bit % 8));
                AssertSame(damaged);
            }

            foreach (var inserted in "0 \"\\,{}[]:-.x\u0001"u8.ToArray())
            {
                for (var at = 0; at <= body.Length; at++)
                {
                    AssertSame((byte[])[.. body.AsSpan(0, at), inserted, .. body.AsSpan(at)]);
                }
            }
        }
    }

    [Theory]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"call","target":"f","created":01,"args":{},"frames":[]}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"call","target":"f","created":253402300800000,"args":{},"frames":[]}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"call","target":"f","created":99999999999999999999999,"args":{},"frames":[]}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"call","target":"f","created":1,"deadline":01,"args":{},"frames":[]}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"call","target":"f","created":1,"traceparent":null,"args":{},"frames":[]}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"resume","target":"f","created":1,"args":{},"frames":[]}""")]
    [InlineData("""{"v":1,"chain":"\u0063","id":"ü","kind":"resume","target":"f","created":1,"result":1,"frames":[{"shape":"s","at":"a","state":1}]}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"resume","target":"f","created":1,"result":1,"frames":[{"at":"a","shape":"s","catches":false,"state":1} , {"at":"b"}]}""")]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"resume","target":"f","created":1,"result":1,"frames":[{"at":"a","shape":"s","state":1},]}""")]
    public void WhatTheWriterWouldNotWriteIsForTheOther(string body) => AssertSame(Encoding.UTF8.GetBytes(body));

    [Fact]
    public void WhatIsKnownIsNotMadeAgainAndWhatIsOnlySaidToBeKnownIsNotTaken()
    {
        var body = Samples.Write(Samples.Header(EnvelopeKind.Call, "my_func"), PayloadKind.Arguments, "{}");
        var (chain, id) = (new string(['c', '1']), new string(['m', '1']));
        var registry = new ChainRegistry();
        new TestChainables().Register(registry);

        var read = EnvelopeReader.Read(body, new EnvelopeHints(chain, id, registry));
        var other = EnvelopeReader.Read(body, new EnvelopeHints("c2", "m2", registry));

        Assert.Same(chain, read.Header.ChainId);
        Assert.Same(id, read.Header.Id);
        Assert.Same(registry.EntryPoints.Single(entryPoint => entryPoint.Id == "my_func").Id, read.Header.Target);
        Assert.Equal(("c1", "m1"), (other.Header.ChainId, other.Header.Id));
    }

    private static IEnumerable<byte[]> Written()
    {
        var header = Samples.Header(EnvelopeKind.Resume, "a@x");
        yield return Samples.Write(Samples.Header(EnvelopeKind.Call, "a"), PayloadKind.Arguments, """{"n":1}""");
        yield return Samples.Write(header, PayloadKind.Result, "-5", new TextState(s_point, "s"), """{"at":"b","shape":"2","state":1}""");
        yield return Samples.Write(header with { Deadline = header.CreatedAt, TraceParent = "00-a-b-01", IsCancelled = true, DueAt = header.DueAt.AddDays(1) }, PayloadKind.Error, """{"type":"T","message":"m"}""", new TextState(s_catching, "s"));
    }

    private static void AssertSame(ReadOnlyMemory<byte> body)
    {
        var (any, read) = (Read(EnvelopeReader.ReadAny), Read(EnvelopeReader.Read));
        if (any != read)
        {
            Assert.Fail($"{Encoding.UTF8.GetString(body.Span)}\n{any}\n{read}");
        }

        string Read(Func<ReadOnlyMemory<byte>, Envelope> read)
        {
            try
            {
                var envelope = read(body);
                return $"{envelope.Header} {envelope.PayloadKind} {Text(envelope.Payload)} {(envelope.Top is { } top ? $"{top.Id} {top.Fingerprint} {top.Catches} {Text(top.State)}" : "none")} {Text(envelope.Continuation)} {envelope.Bytes}";
            }
            catch (EnvelopeException exception)
            {
                return exception.Kind.ToString();
            }
        }
    }

    private static string Text(ReadOnlyMemory<byte> json) => Convert.ToHexString(json.Span);
}
