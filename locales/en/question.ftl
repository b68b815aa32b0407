# Custom fields: what organisers ask about proposals, speakers and reviews.

## Problems with answers

question-error-kind = This can’t be an answer to this question.
question-error-one = Please give one answer only.
question-error-number = Please enter a number with at most ten digits before and six after the point.
question-error-early = Please enter { $min } or later.
question-error-late = Please enter { $max } or earlier.
question-error-few-options = { $min ->
    [one] Please choose at least one option.
   *[other] Please choose at least { $min } options.
}
question-error-many-options = { $max ->
    [one] Please choose one option at most.
   *[other] Please choose at most { $max } options.
}
question-error-file-missing = Please choose a file.
question-error-file-empty = This file is empty. Please choose another one.
question-error-file-content = The content of this file is not what its name says. Please choose another one.
