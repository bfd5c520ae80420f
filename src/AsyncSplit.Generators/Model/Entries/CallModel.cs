namespace AsyncSplit.Generators.Model.Entries;

/// <summary>The record of a call: arguments on their way to a chainable method or lifted function. Immutable, compared by value.</summary>
/// <param name="Record">The record's name.</param>
/// <param name="Target">The callee's wire name.</param>
/// <param name="Parameters">The callee's parameters.</param>
internal sealed record CallModel(string Record, string Target, EquatableArray<ParameterModel> Parameters)
{
    /// <summary>At a lifted function: the variables of the handler's that it uses. They are set behind the arguments, since C# reads them when those have been evaluated.</summary>
    public EquatableArray<ParameterModel> Captured { get; init; }

    /// <summary>What travels: all but cancellation tokens.</summary>
    public EquatableArray<MemberModel> Members =>
        Parameters.Concat(Captured).Where(parameter => !parameter.IsToken).Select(parameter => new MemberModel(parameter.Name, parameter.JsonName, parameter.Type, parameter.Codec!, parameter.Default)).ToEquatableArray();
}
