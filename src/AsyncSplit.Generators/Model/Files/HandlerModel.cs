using AsyncSplit.Generators.Model.Assemblies;
using AsyncSplit.Generators.Model.Codecs;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Model.Manifests;

namespace AsyncSplit.Generators.Model.Files;

/// <summary>
/// Everything that is emitted for one handler. Immutable and compared by value down to the last member, without symbols, syntax or absolute positions:
/// an edit elsewhere, or one that only moves the handler, gives an equal model.
/// </summary>
internal sealed record HandlerModel
{
    /// <summary>The generated file's name.</summary>
    public required string HintName { get; init; }

    public required PlaceModel Place { get; init; }

    /// <summary>What its own body is split into.</summary>
    public required UnitModel Body { get; init; }

    /// <summary>Its lifted functions, async local functions and lambdas with entry points of their own, in source order. Only the handler calls them: no client starts one.</summary>
    public required EquatableArray<UnitModel> Lifted { get; init; }

    /// <summary>The wire names of the contract members it implements and of the handlers it overrides.</summary>
    public required EquatableArray<string> Implements { get; init; }

    /// <summary>Makes its retry attribute again; null where it has none.</summary>
    public string? Retry { get; init; }

    /// <summary>The values of its deploy attribute.</summary>
    public EquatableArray<DeployValue> Deploy { get; init; }

    /// <summary>The names of its type and of those around it, with dots.</summary>
    public required string TypePath { get; init; }

    /// <summary>How the assembly's registration reaches this handler's: past types that it cannot see.</summary>
    public required RegistrationModel Registration { get; init; }

    /// <summary>The typed client's view of it; null where its types are not visible outside.</summary>
    public required ClientModel? Client { get; init; }

    /// <summary>What callbacks are completed with, and signals have.</summary>
    public required EquatableArray<ValueModel> Values { get; init; }

    public required EquatableArray<CodecModel> Codecs { get; init; }

    public required EquatableArray<ExceptionCodecModel> Exceptions { get; init; }

    /// <summary>The part that the handler's own file is written from: a change of what has files of its own does not rewrite it.</summary>
    public HandlerModel Own => this with { Client = null, Codecs = [], Deploy = [], Exceptions = Exceptions.Where(exception => exception.IsPrivate).ToEquatableArray() };
}
