using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using AsyncSplit.ClaimChecks;
using AsyncSplit.Engine;
using AsyncSplit.Envelopes;
using AsyncSplit.Runtime;

namespace AsyncSplit.Tests.Envelopes;

public sealed class WireFormatDocumentTests
{
    [Fact]
    public void TheDocumentsExampleIsAnEnvelope()
    {
        var envelope = EnvelopeReader.Read(Example("\"v\": 1"));

        Assert.Equal("IPayments.ChargeAsync", envelope.Header.Target);
        Assert.Equal(TimeSpan.FromSeconds(5), envelope.Header.DueAt - envelope.Header.CreatedAt);
        Assert.Equal(2, envelope.Header.Attempt);
        Assert.True(envelope.Header.IsCancelled);
        Assert.Equal("Orders.PlaceAsync@ChargeAsync", Frame.ReadTop(envelope.Continuation, out var rest).Id);
        Assert.True(rest.IsEmpty);
    }

    [Fact]
    public void TheFrameOfARetriedCallIsOne()
    {
        var frame = Frame.ReadTop(Example("\"$retry\""), out _);

        var retry = RetryFrame.Read(frame);

        Assert.Equal(RetryFrame.ResumePoint, frame.Id);
        Assert.Equal("IPayments.ChargeAsync", retry.Target);
        Assert.Equal(new RetryPolicy(5, TimeSpan.FromSeconds(2), 2, TimeSpan.FromMinutes(5), 0.2), retry.Policy);
        var written = Frame.ReadTop(retry.PushOn(default), out _);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(frame.State.Span), JsonElement.Parse(written.State.Span)));
        Assert.Equal(1, RetryFrame.AttemptOf(retry.PushOn(default)));
        Assert.Equal(4, RetryFrame.AttemptOf((retry with { Attempt = 4 }).PushOn(Example("\"$future\""))));
    }

    [Fact]
    public void TheClaimIsRead()
    {
        var claim = Claim.TryRead(Example("\"claim\""));

        Assert.Equal("5f0e7f8d2b0c4a6e9d1c3b5a79887766", claim?.Key);
        Assert.True(claim!.IsFor("test"u8));
    }

    private static byte[] Example(string part)
    {
        var text = File.ReadAllText(Path.Combine(Folder(), "../../../docs/wire-format.md"));
        var examples = text.Split("```json").Skip(1).Select(after => after[..after.IndexOf("```", StringComparison.Ordinal)]);
        return Encoding.UTF8.GetBytes(examples.First(example => example.Contains(part, StringComparison.Ordinal)));
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
