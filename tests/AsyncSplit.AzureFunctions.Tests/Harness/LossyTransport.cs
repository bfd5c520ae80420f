using Azure.Core;
using Azure.Core.Pipeline;

namespace AsyncSplit.AzureFunctions.Tests.Harness;

/// <summary>Carries requests out, and loses the answers of some.</summary>
internal sealed class LossyTransport : HttpPipelineTransport
{
    private readonly HttpClientTransport _inner = new();

    public bool LoseNext { get; set; }

    public int Lost { get; private set; }

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        await _inner.ProcessAsync(message);
        if (LoseNext)
        {
            LoseNext = false;
            Lost++;
            throw new IOException("The connection was closed.");
        }
    }
}
