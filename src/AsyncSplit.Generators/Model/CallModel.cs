namespace AsyncSplit.Generators.Model;

/// <summary>The record of a call: arguments on their way to a chainable method. Immutable, compared by value.</summary>
/// <param name="Record">The record's name.</param>
/// <param name="Target">The callee's wire name.</param>
/// <param name="Parameters">The callee's parameters.</param>
internal sealed record CallModel(string Record, string Target, EquatableArray<ParameterModel> Parameters)
{
    /// <summary>What travels: all but cancellation tokens.</summary>
    public EquatableArray<MemberModel> Members =>
        Parameters.Where(parameter => !parameter.IsToken).Select(parameter => new MemberModel(parameter.Name, parameter.JsonName, parameter.Type, parameter.Codec!, parameter.Default)).ToEquatableArray();
}
