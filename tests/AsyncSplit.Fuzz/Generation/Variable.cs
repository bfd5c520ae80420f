using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <summary>A name with a value: a local, a parameter, a constant.</summary>
/// <param name="Name">Its identifier.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsAssignable">Whether it may be assigned; not so the variable of a foreach.</param>
/// <param name="IsConstant">Whether it is a constant.</param>
internal sealed record Variable(string Name, ProgramType Type, bool IsAssignable = true, bool IsConstant = false);
