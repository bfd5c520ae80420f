using AsyncSplit.Generators.Model.Assemblies;
using AsyncSplit.Generators.Model.Codecs;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Model.Manifests;

namespace AsyncSplit.Generators.Model.Files;

/// <summary>Everything that is emitted for one contract member: its invoker and its typed client. Immutable, compared by value.</summary>
internal sealed record ContractModel
{
    public required string WireName { get; init; }

    public required string HintName { get; init; }

    /// <summary>The fully qualified interface.</summary>
    public required string Type { get; init; }

    public required string Method { get; init; }

    /// <summary>The class in which everything stands, for example <c>IPricing_QuoteAsync</c>.</summary>
    public required string Holder { get; init; }

    public required CallModel Arguments { get; init; }

    public required string? ResultType { get; init; }

    public required string? ResultCodec { get; init; }

    /// <inheritdoc cref="HandlerModel.Retry"/>
    public string? Retry { get; init; }

    /// <inheritdoc cref="HandlerModel.Deploy"/>
    public EquatableArray<DeployValue> Deploy { get; init; }

    public required ClientModel? Client { get; init; }

    public required EquatableArray<CodecModel> Codecs { get; init; }

    /// <inheritdoc cref="HandlerModel.Exceptions"/>
    public required EquatableArray<ExceptionCodecModel> Exceptions { get; init; }

    /// <inheritdoc cref="HandlerModel.Own"/>
    public ContractModel Own => this with { Client = null, Deploy = [], Codecs = [], Exceptions = [] };
}
