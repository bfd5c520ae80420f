using System.Runtime.CompilerServices;
using System.Text;
using AsyncSplit.Envelopes;

namespace AsyncSplit.Tests.Envelopes;

public sealed class WireFormatDocumentTests
{
    [Fact]
    public void TheDocumentsExampleIsAnEnvelope()
    {
        var text = File.ReadAllText(Path.Combine(Folder(), "../../../docs/wire-format.md"));
        var start = text.IndexOf("```json", StringComparison.Ordinal) + "```json".Length;
        var example = text[start..text.IndexOf("```", start, StringComparison.Ordinal)];

        var envelope = EnvelopeReader.Read(Encoding.UTF8.GetBytes(example));

        Assert.Equal("IPayments.ChargeAsync", envelope.Header.Target);
        Assert.Equal(TimeSpan.FromSeconds(5), envelope.Header.DueAt - envelope.Header.CreatedAt);
        Assert.Equal(2, envelope.Header.Attempt);
        Assert.True(envelope.Header.IsCancelled);
        Assert.Equal("Orders.PlaceAsync@ChargeAsync", Frame.ReadTop(envelope.Continuation, out var rest).Id);
        Assert.True(rest.IsEmpty);
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
