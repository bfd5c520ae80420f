using System.Text;
using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;
using AsyncSplit.Protection;

namespace AsyncSplit;

/// <summary>Makes of a dead letter the envelope that goes on in its place.</summary>
internal sealed class DeadLetterRewriter(EnvelopeOpener opener)
{
    // No step has so many envelopes: the id is none that the chain sends.
    private const int Position = -1;

    /// <exception cref="InvalidOperationException">The letter cannot go on.</exception>
    /// <exception cref="ArgumentException">The edit does not fit.</exception>
    public OutgoingEnvelope Rewrite(DeadLetter deadLetter, DeadLetterEdit? edit, DateTimeOffset now, int maxEnvelopeBytes)
    {
        var envelope = Read(deadLetter);
        var isCall = envelope.Header.Kind == EnvelopeKind.Call;
        Require(edit?.Arguments is null || isCall, "it is no call: it has no arguments, but locals and a result");
        Require(edit?.Locals is null || envelope.Top is not null, "it is a call that has not begun: it has no locals, but arguments");
        Require(edit?.Result is null || !isCall, "it is a call that has not begun: it has no result, but arguments");

        // An edited call, or one whose attempts are used up, begins anew.
        var header = envelope.Header with { Id = MessageIds.Derive(deadLetter.MessageId, Position), CreatedAt = now, DueAt = now, Attempt = 1 };
        var writer = EnvelopeWriter.Rent();
        writer.Begin(header);
        if (edit?.Result is { } result)
        {
            writer.Payload(PayloadKind.Result, Parse(result, "result"));
        }
        else
        {
            writer.Payload(envelope.PayloadKind, edit?.Arguments is { } arguments ? Merge(envelope.Payload, arguments, "arguments", "argument") : envelope.Payload.Span);
        }

        if (envelope.Top is { } top)
        {
            writer.RawFrame(edit?.Locals is { } locals ? top with { State = Merge(top.State, locals, "locals", "captured local") } : top);
        }

        var body = writer.End(envelope.Continuation.Span);
        writer.Return();
        return body.Length <= maxEnvelopeBytes
            ? new OutgoingEnvelope(header.Id, header.ChainId, header.Target, now, body) { OutlivesCancellation = header.IsCancelled }
            : throw new InvalidOperationException($"The dead letter '{deadLetter.MessageId}' would have {body.Length} bytes; the limit is {maxEnvelopeBytes}.");

        void Require(bool holds, string problem)
        {
            if (!holds)
            {
                throw new ArgumentException($"The dead letter '{deadLetter.MessageId}' cannot be edited like that: {problem}.", nameof(edit));
            }
        }
    }

    private Envelope Read(DeadLetter deadLetter)
    {
        try
        {
            return opener.Read(deadLetter.MessageId, deadLetter.Body);
        }
        catch (EnvelopeException exception)
        {
            throw new InvalidOperationException($"The dead letter '{deadLetter.MessageId}' cannot go on: {exception.Message} It can be discarded.", exception);
        }
    }

    /// <summary>The object with the members of another in the place of its own.</summary>
    private static byte[] Merge(ReadOnlyMemory<byte> json, string edit, string what, string member)
    {
        var edited = DeadLetterReader.Members(Parse(edit, what, isObject: true));
        var present = DeadLetterReader.Members(json);
        foreach (var name in edited.Keys)
        {
            if (!present.ContainsKey(name))
            {
                throw new ArgumentException($"There is no {member} '{name}'. There {(present.Count == 0 ? "is none" : $"are: {string.Join(", ", present.Keys)}")}.", nameof(edit));
            }
        }

        return EnvelopeWriter.WriteValue(writer =>
        {
            writer.Json.WriteStartObject();
            foreach (var (name, value) in present)
            {
                writer.Json.WritePropertyName(name);
                writer.Json.WriteRawValue(edited.GetValueOrDefault(name, value), skipInputValidation: true);
            }

            writer.Json.WriteEndObject();
        });
    }

    private static byte[] Parse(string json, string what, bool isObject = false)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = WireNames.ReaderOptions.MaxDepth });
            return !isObject || document.RootElement.ValueKind == JsonValueKind.Object
                ? Encoding.UTF8.GetBytes(json)
                : throw new ArgumentException($"The edited {what} are no JSON object, but {document.RootElement.ValueKind}.", nameof(json));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The edited {what} cannot be read as JSON: {exception.Message}", nameof(json), exception);
        }
    }
}
